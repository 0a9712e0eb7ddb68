#!/usr/bin/env python3
"""Tries to compile every way to forge a proof: `check_forge.py FOLDER COMPILER FLAG...`

FOLDER/honest.cpp includes all the others and must compile; once FORGE is defined, the compiler must object to a line
that FORGE brings in, in each of the others.
"""

import os
import re
import subprocess
import sys


def compiles(compiler, flags, path, *more):
    command = [compiler, *flags, "-std=c++20", "-fPIC", "-fsyntax-only", *more, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    return done.returncode == 0, done.stderr


def forged_lines(path):
    lines, inside = set(), False
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#ifdef FORGE"):
                inside = True
            elif line.startswith(("#else", "#endif")):
                inside = False
            elif inside:
                lines.add(number)
    return lines


def main(folder, compiler, *flags):
    names = sorted(name for name in os.listdir(folder) if name.endswith(".cpp") and name != "honest.cpp")
    with open(os.path.join(folder, "honest.cpp"), encoding="utf-8") as file:
        included = sorted(re.findall(r'#include ".*/([^/"]+\.cpp)"', file.read()))
    if included != names:
        print(f"honest.cpp does not include exactly the others: {sorted(set(included) ^ set(names))}")
        return 1
    good, messages = compiles(compiler, flags, os.path.join(folder, "honest.cpp"))
    if not good:
        print(f"what is honest does not compile:\n{messages}")
        return 1
    good, messages = compiles(compiler, flags, os.path.join(folder, "honest.cpp"), "-DFORGE", "-ferror-limit=0" if "clang" in os.path.basename(compiler) else "-fmax-errors=0")
    failures = 0
    for name in names:
        wrong = {int(line) for line in re.findall(re.escape(name) + r":(\d+):(?:\d+:)? (?:fatal )?error", messages)}
        if good or not wrong & forged_lines(os.path.join(folder, name)):
            print(f"{name}: nobody objects to this forgery")
            failures += 1
    if failures:
        print(messages)
    print(f"{len(names)} ways to forge a proof, {failures} open")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
