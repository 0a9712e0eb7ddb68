"""Sample sheets: fixed prompts and seeds, so that sheets can be compared."""

import os

import numpy as np
from PIL import Image

from . import sampling
from .model import AinMini

PROMPTS = ("a blue cat with a gold crown on yellow", "robot with top hat, space background", "green alien with headphones, night sky",
           "woman with long pink hair and sunglasses, teal background", "man with beard and red beanie, gray background",
           "zombie with a mohawk, purple background", "panda with a party hat on pink", "ape with laser eyes, orange background",
           "red apple on white background", "dragon, fire", "rocket in space", "yellow duck, sea", "pizza on blue background",
           "white ghost with a bow, night", "fox wearing a wizard hat, forest", "skeleton with a pirate hat, red background",
           "노란 배경의 파란 고양이", "왕관을 쓴 분홍 곰", "purple frog with glasses, mint background", "rose on black background",
           "castle, sunset", "blue heart on pink", "cat and dog, grass", "house, snow")


def grid(pictures, columns, zoom=4, gap=4):
    size = pictures[0].shape[0] * zoom
    rows = -(-len(pictures) // columns)
    out = np.full((rows * (size + gap) + gap, columns * (size + gap) + gap, 3), 40, np.uint8)
    for index, picture in enumerate(pictures):
        y, x = gap + index // columns * (size + gap), gap + index % columns * (size + gap)
        out[y:y + size, x:x + size] = sampling.enlarge(picture, size)
    return out


def draw(config, weights, lexicon, folder, samples, device, prompts=PROMPTS, steps=12, guidance=3.0):
    """Writes one sheet of the averaged weights; every other row is the same after `crisp`."""
    os.makedirs(folder, exist_ok=True)
    model = AinMini(config).to(device)
    model.load_state_dict(weights)
    model.eval()
    requests = [sampling.Request(prompt, seed=index, steps=steps, guidance=guidance) for index, prompt in enumerate(prompts)]
    raw = sampling.to_bytes(sampling.generate(model, lexicon, requests))
    rows = []
    for first in range(0, len(raw), 8):
        part = list(raw[first:first + 8])
        rows += part + [np.zeros_like(raw[0])] * (8 - len(part))
        rows += [sampling.crisp(picture) for picture in part] + [np.zeros_like(raw[0])] * (8 - len(part))
    Image.fromarray(grid(rows, 8)).save(os.path.join(folder, f"{samples:09d}.png"))
