#!/usr/bin/env python3
"""clang-format over every C++ file of the project (it is quick enough for all of them)."""

import argparse
import os
import subprocess
import sys
import tempfile

import quality

FOLDERS = quality.CODE_FOLDERS + ("tests/",)
BATCH = 40


def unformatted(tool, root, paths):
    findings = []
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        done = subprocess.run([tool, "--dry-run", "-Werror", "--ferror-limit=1", *batch],
                              cwd=root, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            findings += [line for line in done.stderr.splitlines() if "error:" in line] or [done.stderr.strip()]
    return findings


def check(tool, root):
    paths = [path for path in quality.cpp_files(root, FOLDERS) if not path.startswith("tests/data/")]
    return unformatted(tool, root, paths), [f"{len(paths)} files; mend with: clang-format-19 -i FILE"]


def self_check(tool, root):
    with tempfile.TemporaryDirectory() as planted:
        quality.plant(planted, ".clang-format", quality.read(root, ".clang-format"))
        quality.plant(planted, "core/base/bad.cpp", "int   f( ){return 1 ;}\n")
        quality.plant(planted, "core/base/good.cpp", "int f() { return 1; }\n")
        findings, _ = check(tool, planted)
        quality.expect(any("bad.cpp" in line for line in findings), "an unformatted file was not found")
        quality.expect(not any("good.cpp" in line for line in findings), f"a formatted file was found: {findings}")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--tool", default="clang-format-19")
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if not options.tool or options.tool.endswith("NOTFOUND"):
        print("clang-format-19 is not installed (scripts/setup installs it)")
        sys.exit(quality.SKIPPED)
    if options.self_check:
        sys.exit(self_check(options.tool, options.root))
    sys.exit(quality.report("format", *check(options.tool, options.root)))
