#!/usr/bin/env python3
"""Runs every fuzz target with fresh mutations for a share of --seconds each. Exit code 1: one of them crashed, and the
command that leads there again is printed. usage: smoke.py [--seconds N] [--seed N] CORPORA PROGRAM..."""
import argparse
import pathlib
import secrets
import shlex
import subprocess
import sys

SLACK = 60  # seconds beside its share that a target may need for its corpus and one slow input


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=secrets.randbits(31))
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("programs", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    share = given.seconds * 1000 // len(given.programs)
    print(f"seed {given.seed}, {share} ms for each of {len(given.programs)} targets", flush=True)
    failed = 0
    for program in given.programs:
        corpus = given.corpora / program.stem.removeprefix("fuzz_")
        command = [str(program), str(corpus), "--seed", str(given.seed), "--for", str(share)]
        try:
            code = subprocess.run(command, timeout=share / 1000 + SLACK, check=False).returncode
        except subprocess.TimeoutExpired:
            code = "it hangs"
        if code != 0:
            failed += 1
            print(f"FAILED ({code}): {shlex.join(command)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
