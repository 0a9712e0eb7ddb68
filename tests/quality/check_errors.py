#!/usr/bin/env python3
"""Every error code has a sentence: reads the ErrorCode literals of the tree and the table in ui/text."""

import argparse
import os
import re
import sys
import tempfile

import quality

TABLE_FOLDER = "ui/text/"
DECLARED = re.compile(r'\bErrorCode\s+(\w+)\s*(?:\{|=\s*ErrorCode\s*[({])\s*"([^"]*)"')
ANONYMOUS = re.compile(r'\bErrorCode\s*[({]\s*"([^"]*)"')
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


def check(root):
    findings, notes = [], []
    codes, constants = {}, {}
    for path in quality.cpp_files(root):
        text = quality.blank(quality.read(root, path), strings=False)
        for match in DECLARED.finditer(text):
            constants.setdefault(match.group(1), set()).add(match.group(2))
        for pattern in (DECLARED, ANONYMOUS):
            for match in pattern.finditer(text):
                code = match.groups()[-1]
                place = f"{path}:{quality.line_of(text, match.start())}"
                if not CODE.fullmatch(code):
                    findings.append(f"{place}: '{code}' is not written like an error code (room.what_happened)")
                codes.setdefault(code, place)
    tables = [path for path in quality.cpp_files(root, (TABLE_FOLDER,)) if path.endswith(".cpp")]
    if not tables and not any(path.endswith(".cpp") for path in quality.cpp_files(root, ("ui/",))):
        return findings, ["there is no user interface yet, so no sentences are looked for"]
    told = set()
    for path in tables:
        text = quality.blank(quality.read(root, path), strings=False)
        told |= set(re.findall(r'"([a-z][a-z0-9_.]*)"', text))
        for name in re.findall(r"\berrors::(\w+)", text):
            told |= constants.get(name, set())
    for code, place in sorted(codes.items()):
        if code not in told:
            findings.append(f"{place}: '{code}' has no sentence in {TABLE_FOLDER}")
    notes.append(f"{len(codes)} error codes")
    return findings, notes


def self_check():
    with tempfile.TemporaryDirectory() as root:
        quality.plant(root, "core/base/e.h", 'inline constexpr ErrorCode A{"room.told"};\n'
                      'inline constexpr ErrorCode B{"room.untold"};\ninline constexpr ErrorCode C{"room.named"};\n'
                      'inline constexpr ErrorCode D{"Bad Code"};\n// ErrorCode{"room.only_a_comment"}\n')
        quality.plant(root, "ui/text/errortext.cpp", '{"room.told", tr("Told.")}, {errors::C, tr("Named.")}, "Bad Code"')
        findings, _ = check(root)
        quality.expect(any("'room.untold' has no sentence" in line for line in findings), "a code without a sentence")
        quality.expect(any("'Bad Code' is not written" in line for line in findings), "a badly written code")
        for word in ("room.told", "room.named", "room.only_a_comment"):
            quality.expect(not any(word in line for line in findings), f"{word} was found: {findings}")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    sys.exit(self_check() if options.self_check else quality.report("error sentences", *check(options.root)))
