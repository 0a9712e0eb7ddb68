"""Test data for the C++ side: a tiny model of random weights with the real vocabulary, recorded values, prompts.

`python -m ain_mini.testdata VOCABULARY.json FOLDER` writes tiny.gguf, tiny.bin (as in MODEL.md, with the first and the
last step only), prompts.json ([prompt, ids, unknown pieces] rows) and least.gguf (as small as can be, a start for
fuzzing). The same numbers every time.
"""

import json
import os
import struct
import sys

import torch

from . import export, words
from .model import AinMini, Config
from .train import load_lexicon

SIZES = {"size": 16, "patch": 4, "width": 32, "depth": 4, "heads": 2, "text_depth": 2, "text_length": 24, "mlp_ratio": 2}
LEAST = {"size": 8, "patch": 4, "width": 16, "depth": 2, "heads": 1, "text_depth": 1, "text_length": 4, "mlp_ratio": 1}
SKIPPED = ("step0.noisy", "step1.", "step2.", "step3.guided")

PROMPTS = [
    "", "   ", "cat", "a blue cat with a gold crown on yellow", "A Blue CAT, on YELLOW!", "cats", "foxes", "ponies",
    "puppies and kittens", "glasses", "a fox's den", "t-rex", "a t-rex-like robot", "8-bit cat", "top-hat", "--cat--dog",
    "cat-", "red-haired woman", "ice-cream cone", "a cat of the a", "cute little dog", "UFO over the sea", "dragons",
    "qwertyuiop cat zzz", "an asdf-cat", "3d vr", "headphones, sunglasses; beard.", "cat" + " dog" * 40, "a" * 300,
    "파란 고양이", "노란 배경에 왕관을 쓴 파란 고양이", "개", "개는", "개구리", "개와 소가", "소년이", "말하는 새", "긴머리 소녀",
    "빨간모자를쓴토끼", "우주에서 춤추는 로봇", "눈사람", "눈", "눈이 온 숲", "배경", "배", "고양이는고양이", "없는말 고양이",
    "고양이cat강아지", "파란 cat on 노란 background", "마법사모자와 하트안경", "크리스마스트리", "은", "해", "해를",
    "\u00e9clair cat", "cat\u2014dog", "\U0001f431 cat", "caf\u00e9", "c\u0301at", "고양이\u3131", "\u1100\u1161",
    "red\tgreen\nblue", "under_score cat_dog", "100 cats", "stop sign: it's very a the of",
]


def tiny(config):
    """Nothing stays at the zeros a training starts from, and values stay near 1."""
    torch.manual_seed(20)
    model = AinMini(config)
    with torch.no_grad():
        for name, value in sorted(model.state_dict().items()):
            if name.endswith(".bias"):
                value.normal_(std=0.1)
            elif name.endswith(".modulation"):
                value.normal_(std=0.4)
            elif name.endswith(".weight") and name != "words.weight":
                value.normal_(std=0.8 / value.shape[1] ** 0.5)
        model.patch_out.weight.mul_(0.4)
    return model.eval()


def trim(path):
    """Leaves out the records in SKIPPED."""
    with open(path, "rb") as file:
        data = file.read()
    kept, at = [], 12
    for _ in range(struct.unpack_from("<I", data, 8)[0]):
        length, kind, dimensions = struct.unpack_from("<III", data, at)
        name = data[at + 12:at + 12 + length].decode()
        start, at = at, at + 12 + length
        count = 1
        for size in struct.unpack_from(f"<{dimensions}I", data, at):
            count *= size
        at += 4 * dimensions + count * (1 if kind == 2 else 4)
        if not name.startswith(SKIPPED):
            kept.append(data[start:at])
    with open(path, "wb") as file:
        file.write(data[:8] + struct.pack("<I", len(kept)) + b"".join(kept))


def main(vocabulary, folder):
    lexicon = load_lexicon(vocabulary)
    config = Config(vocabulary=len(lexicon.tokens), **SIZES)
    weights = {name: value.clone() for name, value in tiny(config).state_dict().items()}
    export.write_gguf(os.path.join(folder, "tiny.gguf"), config, weights, lexicon, {"samples": 0})
    with torch.no_grad():
        export.write_reference(os.path.join(folder, "tiny.bin"), config, weights, lexicon)
    trim(os.path.join(folder, "tiny.bin"))
    few = words.Lexicon(["<start>", "blue", "cat", "hat"], {"kitty": "cat"}, {"고양이": "cat", "파란": "blue"})
    config_of_few = Config(vocabulary=len(few.tokens), **LEAST)
    weights = {name: value.clone() for name, value in tiny(config_of_few).state_dict().items()}
    export.write_gguf(os.path.join(folder, "least.gguf"), config_of_few, weights, few, {"samples": 0})
    rows = [[prompt, lexicon.encode(prompt, config.text_length), lexicon.unknown(prompt)] for prompt in PROMPTS]
    with open(os.path.join(folder, "prompts.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
