"""What the quality checks share: the list of files, a C++ reader that knows comments from code, and reporting."""

import os
import re
import subprocess
import sys

SKIPPED = 77  # the exit code by which ctest knows that a tool is not installed
CODE_FOLDERS = ("app/", "core/", "gpu/", "ui/")
CPP_SUFFIXES = (".cpp", ".h", ".cu", ".cuh")


def git(root, *arguments):
    """The lines git prints, or None when this is no repository (or git is not there)."""
    try:
        done = subprocess.run(["git", "-C", root, "-c", "core.quotePath=false", *arguments],
                              capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.splitlines() if done.returncode == 0 else None


def all_files(root):
    """Every file of the project, relative to root: what git tracks or would track, else what lies there."""
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard")
    if listed is None:
        listed = []
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if name not in (".git", "build")]
            listed += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return sorted({path for path in listed if os.path.isfile(os.path.join(root, path))})


def cpp_files(root, folders=CODE_FOLDERS):
    return [path for path in all_files(root) if path.startswith(folders) and path.endswith(CPP_SUFFIXES)]


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])*'",
    re.S)


def blank(text, strings=True, comments=True):
    """The text with the inside of string literals and comments turned into spaces; lines stay where they are."""
    def replace(match):
        token = match.group(0)
        if token.startswith("/"):
            return re.sub(r"[^\n]", " ", token) if comments else token
        if not strings:
            return token
        return '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'
    return _TOKEN.sub(replace, text)


def comments_of(text):
    """(line number, comment) of every comment."""
    for match in _TOKEN.finditer(text):
        if match.group(0).startswith("/"):
            yield text.count("\n", 0, match.start()) + 1, match.group(0)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def is_allowed(text, line, rule):
    """Whether the line carries its reason: `// quality: allow RULE: why`."""
    lines = text.splitlines()
    found = re.search(r"quality: allow ([\w-]+): \S.*", lines[line - 1] if line <= len(lines) else "")
    return bool(found) and found.group(1) == rule


def report(title, findings, notes=()):
    """Prints what was found and gives the exit code."""
    for note in notes:
        print(f"note: {note}")
    for finding in findings:
        print(finding)
    print(f"{title}: {'ok' if not findings else f'{len(findings)} finding(s)'}")
    return 1 if findings else 0


def expect(condition, what):
    """For the self-checks: a gate that does not see a planted violation fails."""
    if not condition:
        print(f"self-check failed: {what}")
        sys.exit(1)


def plant(root, path, text):
    """Writes a file of a self-check's made-up tree."""
    target = os.path.join(root, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)
