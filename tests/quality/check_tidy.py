#!/usr/bin/env python3
"""clang-tidy over the changed files, with the compile commands of this build.

Changed means: different from AIN_TIDY_BASE, else from the merge base with origin/main, else from the commit
before; and whatever is not committed yet. A changed header brings the source file beside it. A file that passed
with the same content, the same headers and the same configuration is not read again; of the others at most
AIN_TIDY_LIMIT (25; 0 is no limit) are read in one run, and the output says how many were left for later.
AIN_TIDY_ALL=1 takes every file.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

import quality

DEFAULT_LIMIT = 25
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)
# The compile commands are gcc's: clang is not asked about flags it does not know, and the compiler's own
# warnings are gcc's to make errors of.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error", "--extra-arg=-w"]


def base_of(root):
    """The commit to compare with, and why; (None, why) when all files count as changed."""
    if os.environ.get("AIN_TIDY_ALL") == "1":
        return None, "every file (AIN_TIDY_ALL)"
    wanted = os.environ.get("AIN_TIDY_BASE")
    if wanted:
        return (wanted, f"changed since AIN_TIDY_BASE {wanted}") if quality.git(
            root, "rev-parse", "--verify", "--quiet", wanted + "^{commit}") else (None, f"every file ({wanted} is unknown)")
    head = quality.git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if not head:
        return None, "every file (no history here)"
    merge_base = quality.git(root, "merge-base", "HEAD", "origin/main")
    if merge_base and merge_base != head:
        return merge_base[0], f"changed since origin/main ({merge_base[0][:10]})"
    parent = quality.git(root, "rev-parse", "--verify", "--quiet", "HEAD~1")
    if not parent:
        return None, "every file (no commit before this one)"
    return parent[0], f"changed since the commit before ({parent[0][:10]})"


def changed_files(root):
    base, why = base_of(root)
    if base is None:
        return quality.all_files(root), why
    changed = set(quality.git(root, "diff", "--name-only", "--diff-filter=d", base) or [])
    changed |= set(quality.git(root, "ls-files", "--others", "--exclude-standard") or [])
    return sorted(changed), why


def compiled_files(root, build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    here = os.path.realpath(root)
    files = set()
    for command in commands:
        path = os.path.relpath(os.path.realpath(os.path.join(command["directory"], command["file"])), here)
        if path.startswith(quality.CODE_FOLDERS):
            files.add(path)
    return files


def sources_to_read(changed, compiled):
    wanted = set()
    for path in changed:
        if path in compiled:
            wanted.add(path)
        elif path.endswith(".h") and path[:-2] + ".cpp" in compiled:
            wanted.add(path[:-2] + ".cpp")
    return sorted(wanted)


def fingerprint(root, path, configuration):
    """Of the file, of every header of ours it reaches, and of the configuration."""
    digest = hashlib.sha256(configuration)
    todo, seen = [path], set()
    while todo:
        current = todo.pop()
        if current in seen or not os.path.isfile(os.path.join(root, current)):
            continue
        seen.add(current)
        todo += INCLUDE.findall(quality.read(root, current))
    for current in sorted(seen):
        digest.update(current.encode() + b"\0" + quality.read(root, current).encode() + b"\0")
    return digest.hexdigest()


def tidy(tool, root, build, path, arguments=()):
    done = subprocess.run([tool, "-p", build, "--quiet", *EXTRA, *arguments, os.path.join(os.path.realpath(root), path)],
                          cwd=root, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    return done.stdout.strip() or done.stderr.strip()


def check(tool, root, build):
    changed, why = changed_files(root)
    compiled = compiled_files(root, build)
    wanted = sources_to_read(changed, compiled)
    cache = os.path.join(build, "tidy-passed")
    os.makedirs(cache, exist_ok=True)
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    configuration = (version + quality.read(root, ".clang-tidy") + " ".join(EXTRA)).encode()
    marks = {path: os.path.join(cache, fingerprint(root, path, configuration)) for path in wanted}
    unread = [path for path in wanted if not os.path.exists(marks[path])]
    notes = [f"{why}: {len(wanted)} source files, {len(wanted) - len(unread)} of them passed before"]
    limit = int(os.environ.get("AIN_TIDY_LIMIT", DEFAULT_LIMIT))
    if 0 < limit < len(unread):
        # Spread over the sorted list, so that every room gets its share.
        chosen = sorted({unread[index * len(unread) // limit] for index in range(limit)})
        notes.append(f"{len(unread) - len(chosen)} files are left for the next run (AIN_TIDY_LIMIT is {limit})")
        unread = chosen
    findings = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        for path, said in zip(unread, workers.map(lambda one: tidy(tool, root, build, one), unread)):
            if said is None:
                with open(marks[path], "w", encoding="utf-8") as mark:
                    mark.write(path + "\n")
            else:
                findings.append(said)
    notes.append(f"{len(unread)} files read")
    return findings, notes


def self_check(tool, root):
    with tempfile.TemporaryDirectory() as planted:
        quality.plant(planted, ".clang-tidy", quality.read(root, ".clang-tidy"))
        quality.plant(planted, "core/base/bad.cpp",
                      "#include <string>\n#include <utility>\n"
                      "std::size_t f(std::string a)\n{\n    std::string b = std::move(a);\n    return a.size() + b.size();\n}\n")
        quality.plant(planted, "core/base/good.cpp", "int twice(int value)\n{\n    return 2 * value;\n}\n")
        commands = [{"directory": planted, "file": f"core/base/{name}.cpp",
                     "command": f"c++ -std=c++20 -c core/base/{name}.cpp"} for name in ("bad", "good")]
        quality.plant(planted, "build/compile_commands.json", json.dumps(commands))
        os.environ["AIN_TIDY_ALL"] = "1"
        findings, _ = check(tool, planted, os.path.join(planted, "build"))
        quality.expect(any("bugprone-use-after-move" in line for line in findings), f"a use after move: {findings}")
        quality.expect(not any("good.cpp" in line for line in findings), f"a clean file was found: {findings}")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--build", default=".")
    parser.add_argument("--tool", default="clang-tidy-19")
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if not options.tool or options.tool.endswith("NOTFOUND"):
        print("clang-tidy-19 is not installed (scripts/setup installs it)")
        sys.exit(quality.SKIPPED)
    if options.self_check:
        sys.exit(self_check(options.tool, options.root))
    sys.exit(quality.report("tidy", *check(options.tool, options.root, options.build)))
