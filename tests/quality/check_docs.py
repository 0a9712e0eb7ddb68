#!/usr/bin/env python3
"""The documents point at things that exist: every relative link and picture in a Markdown file."""

import argparse
import os
import re
import sys
import tempfile
import urllib.parse

import quality

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.S | re.M)


def check(root):
    findings, count = [], 0
    for path in quality.all_files(root):
        if not path.endswith(".md") or path.startswith("tests/data/"):
            continue
        text = FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), quality.read(root, path))
        for match in LINK.finditer(text):
            target = urllib.parse.unquote(match.group(1).split("#")[0])
            if not target or re.match(r"[a-z]+:", target):
                continue
            count += 1
            if not os.path.exists(os.path.join(root, os.path.dirname(path), target)):
                findings.append(f"{path}:{quality.line_of(text, match.start())}: '{target}' does not exist")
    return findings, [f"{count} links"]


def self_check():
    with tempfile.TemporaryDirectory() as root:
        quality.plant(root, "docs/a.md", "[gone](b.md) ![picture](pictures/c.png)\n```\n[code](d.md)\n```\n")
        quality.plant(root, "README.md", "[there](docs/a.md#part) [web](https://example.org/x)\n")
        findings, _ = check(root)
        quality.expect(len(findings) == 2 and "'b.md'" in findings[0] and "'pictures/c.png'" in findings[1], str(findings))
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    sys.exit(self_check() if options.self_check else quality.report("documents", *check(options.root)))
