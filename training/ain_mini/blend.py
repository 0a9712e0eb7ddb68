"""The mean of two sets of averaged weights of one line: `python -m ain_mini.blend FIRST.pt SECOND.pt SHARE OUT.pt`.

SHARE (0 to 1) is how much the second counts. What a second schedule learned is kept, and less of what it forgot is lost, as
long as it began from the first (--initial).
"""

import sys

import torch


def main(first, second, share, output):
    a, b = (torch.load(path, map_location="cpu", weights_only=True) for path in (first, second))
    if a["config"] != b["config"]:
        raise SystemExit("the two are of different sizes")
    share = float(share)
    average = {name: torch.lerp(a["average"][name].float(), b["average"][name].float(), share).half() for name in a["average"]}
    progress = {key: a["progress"][key] + b["progress"][key] for key in ("samples", "step", "seconds")}
    torch.save({"config": a["config"], "average": average, "progress": progress}, output)


if __name__ == "__main__":
    main(*sys.argv[1:])
