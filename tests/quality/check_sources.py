#!/usr/bin/env python3
"""Small things that every file keeps: its length, no unfinished work, no package mirror, scripts that parse."""

import argparse
import os
import re
import subprocess
import sys
import tempfile

import quality

WARN_LINES = 500
FAIL_LINES = 800
# Tables of data rather than code: their length is not ours to choose.
DATA_FILES = re.compile(r"(^|/)wordlist[^/]*\.(cpp|h)$")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\b(stub(s|bed)?|mock(s|ed)?|not (yet )?implemented)\b", re.I)
# Written so that this file names no host itself.
MIRRORS = re.compile(r"\b(?:pypi|npmjs|rubygems|crates)\.(?:org|io|com)\b|\bregistry\.[a-z-]+\.|\bproxy\.golang\b"
                     r"|\bdebian\.org/debian\b|\b(?:deb|security|ftp)\.debian\.", re.I)
# What makes proven values for tests without a proof (these alone declare its name).
FORGER = re.compile(r"\blight\s*::\s*testing\b|\bProofMaker\b|\btests/support/")
FORGER_DECLARED = ("core/light/proven.h", "core/light/finality.h")
TEXT_SUFFIXES = (".cpp", ".h", ".cmake", ".txt", ".md", ".py", ".sh", ".json", ".in", ".xml", ".desktop", ".ts", ".mjs",
                 ".js", ".yml", ".yaml", ".1", "")


def is_script(root, path):
    if path.endswith(".sh"):
        return True
    if os.path.splitext(path)[1]:
        return False
    with open(os.path.join(root, path), "rb") as file:
        return re.match(rb"#!.*\b(ba|da)?sh\b", file.readline(200)) is not None


def check(root):
    findings, notes = [], []
    for path in quality.all_files(root):
        suffix = os.path.splitext(path)[1]
        if path.startswith("tests/data/") or suffix not in TEXT_SUFFIXES or path == "LICENSE":
            continue
        text = quality.read(root, path)
        for match in MIRRORS.finditer(text):
            findings.append(f"{path}:{quality.line_of(text, match.start())}: names a package mirror ({match.group(0)})")
        if is_script(root, path):
            done = subprocess.run(["bash", "-n", os.path.join(root, path)], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                findings.append(f"{path}:1: does not parse: {done.stderr.strip()}")
            if path.startswith(("scripts/", ".ci/")) and not os.access(os.path.join(root, path), os.X_OK):
                findings.append(f"{path}:1: is not executable")
        if path.startswith(quality.CODE_FOLDERS) and path.endswith(quality.CPP_SUFFIXES):
            lines = text.count("\n")
            if not DATA_FILES.search(path):
                if lines > FAIL_LINES:
                    findings.append(f"{path}:{lines}: longer than {FAIL_LINES} lines")
                elif lines > WARN_LINES:
                    notes.append(f"{path} has {lines} lines; past {WARN_LINES} it is worth another look")
            if path not in FORGER_DECLARED:
                for match in FORGER.finditer(quality.blank(text, strings=False)):
                    findings.append(f"{path}:{quality.line_of(text, match.start())}: names what only tests may use "
                                    f"({match.group(0)})")
            for line, comment in quality.comments_of(text):
                found = UNFINISHED.search(comment)
                if found:
                    findings.append(f"{path}:{line}: unfinished work ({found.group(0)})")
    return findings, notes


def self_check():
    planted = {
        "core/base/a.cpp": "int a;\n" * 900,
        "core/base/b.cpp": "int b; // TO" + "DO later\n",
        "core/base/c.cpp": "/* a st" + "ub */\n",
        "docs/d.md": "get it from py" + "pi.org\n",
        "core/light/k.cpp": "auto a = ain::light::testing::finalBlock(5);\n",
        "ui/l.cpp": '#include "tests/support/light/' 'proofmaker.h"\n',
        "app/m.cpp": "namespace ain::light::testing { struct Proof" "Maker { }; }\n",
        "scripts/e": "#!/bin/bash\nif then\n",
    }
    innocent = {"core/light/proven.h": "namespace testing { struct Proof" "Maker; }\n",
                "core/light/n.cpp": "// never names light::testing\n",
                "core/base/f.cpp": 'int f; // the method is told apart\nconst char *g = "todo";\n' + "int x;\n" * 600}
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**planted, **innocent}.items():
            quality.plant(root, path, text)
        os.chmod(os.path.join(root, "scripts/e"), 0o755)
        findings, notes = check(root)
        for path in planted:
            quality.expect(any(line.startswith(path + ":") for line in findings), f"{path} was not found")
        for path in innocent:
            quality.expect(not any(line.startswith(path + ":") for line in findings), f"{path} was found: {findings}")
        quality.expect(len(notes) == 1, "a long file is worth a note")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    sys.exit(self_check() if options.self_check else quality.report("sources", *check(options.root)))
