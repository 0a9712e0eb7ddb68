"""Whether the pictures show what the words say: `python -m ain_mini.evaluate MODE --work FOLDER ...`.

`judge` trains two small classifiers on painted pictures (never on generated ones), of beings and of things; `score`
draws pictures for captions whose combinations training never saw, and fails (exit code 1) when a score is below its
threshold.
"""

import argparse
import json
import os
import sys
import time

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

from . import colours, compose, export, parts, sampling, sheet
from .train import load_lexicon

# The least that the model must reach, and the most for what is a ceiling.
THRESHOLDS = {"subject": 0.80, "subject_colour": 0.70, "headwear": 0.70, "background": 0.85, "thing": 0.40, "diversity": 0.04}
CEILINGS = {"copies": 0.02}
COPY_DISTANCE = 0.02  # mean absolute difference (of 1) under which a picture counts as a copy of a training picture


def grounded(painter, rng, layer, ground):
    """The picture of a layer on a plain background of that colour, with or without its outline."""
    picture = np.broadcast_to(colours.sample(ground, rng), (32, 32, 3)).copy()
    solid = layer[..., 3] > 127
    if rng.random() < compose.OUTLINE:
        painter.outline(picture, solid)
    picture[solid] = layer[..., :3][solid]
    return picture


class Judge(nn.Module):
    """A plain convolutional classifier with one answer per question."""

    def __init__(self, questions):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(64, 96, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(96, 128, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(128 * 16, 256), nn.ReLU())
        self.heads = nn.ModuleDict({name: nn.Linear(256, count) for name, count in questions.items()})

    def forward(self, pictures):
        features = self.body(pictures)
        return {name: head(features) for name, head in self.heads.items()}


BEINGS, HATS, COLOURS = list(parts.BEINGS), ["", *parts.HEADWEAR], list(colours.NAMES)
QUESTIONS = {"subject": len(BEINGS), "subject_colour": len(COLOURS), "headwear": len(HATS), "background": len(COLOURS)}


def paint(painter, rng, held_out=False):
    """A being with known answers on a plain background, and the plain caption for it.

    The caption asks for an avatar, since a cat, say, may also be drawn as an icon, of which this judge knows nothing.
    """
    while True:
        being, tint = str(rng.choice(BEINGS)), str(rng.choice(COLOURS))
        hat = str(rng.choice(HATS[1:])) if rng.random() < 0.75 else ""
        ground = str(rng.choice([name for name in COLOURS if name != tint]))
        if (hat != "" and compose.is_held_out(being, tint, hat)) == held_out:
            break
    small = painter.dress(rng, being, tint, hat)
    picture = grounded(painter, rng, small.repeat(2, 0).repeat(2, 1), ground)
    worn = f" with {parts.HEADWEAR[hat][0]}" if hat else ""
    answers = (BEINGS.index(being), COLOURS.index(tint), HATS.index(hat), COLOURS.index(ground))
    return picture, f"{tint} {parts.BEINGS[being][0]}{worn}, {ground} background, avatar", answers


def paint_thing(painter, rng):
    """One of icons.FAVOURITES on a plain background, its caption and its number."""
    number = int(rng.integers(len(painter.favourites)))
    group = painter.favourites[number]
    index = group[rng.integers(len(group))]
    layer, caption, _, _ = painter.thing(rng, index)
    ground = str(rng.choice(list(colours.NAMES)))
    picture = grounded(painter, rng, layer, ground)
    return picture, f"{painter.entries[index]['caption']}, {ground} background", (number,)


def as_input(pictures):
    return torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


def batch_of(painter, rng, count, held_out=False, things=False):
    drawn = [paint_thing(painter, rng) if things else paint(painter, rng, held_out) for _ in range(count)]
    return np.stack([d[0] for d in drawn]), [d[1] for d in drawn], torch.tensor([d[2] for d in drawn])


def thing_questions(painter):
    return {"thing": len(painter.favourites)}


def drawn_pictures(model, lexicon, captions, options):
    pictures = []
    for first in range(0, len(captions), 32):
        requests = [sampling.Request(caption, seed=first + index, steps=options.steps, guidance=options.guidance)
                    for index, caption in enumerate(captions[first:first + 32])]
        pictures.append(sampling.to_bytes(sampling.generate(model, lexicon, requests)))
    return np.concatenate(pictures)


def train_judge(painter, path, minutes, things=False, seed=11):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    questions = thing_questions(painter) if things else QUESTIONS
    judge = Judge(questions)
    optimiser = torch.optim.AdamW(judge.parameters(), lr=1.5e-3)
    until, step = time.monotonic() + minutes * 60, 0
    while time.monotonic() < until:
        pictures, _, answers = batch_of(painter, rng, 64, things=things)
        inputs = as_input(pictures)
        # The judge must not depend on noise-free pixels: generated pictures have small errors.
        inputs = inputs + torch.randn_like(inputs) * 0.1 * torch.rand(len(inputs), 1, 1, 1)
        guesses = judge(inputs)
        loss = sum(functional.cross_entropy(guesses[name], answers[:, i]) for i, name in enumerate(questions))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 100 == 0:
            print(step, f"{loss.item():.3f}", flush=True)
    torch.save(judge.state_dict(), path)
    pictures, _, answers = batch_of(painter, rng, 512, held_out=True, things=things)
    print("on painted pictures:", {name: round(value, 3) for name, value in adherence(judge, pictures, answers).items()})


@torch.no_grad()
def adherence(judge, pictures, answers):
    guesses = judge(as_input(pictures))
    return {name: (guesses[name].argmax(1) == answers[:, i]).float().mean().item() for i, name in enumerate(guesses)}


def nearest_training(painter, pictures, rng, count):
    """For every picture the distance to the nearest of `count` fresh training pictures (mean absolute, of 1)."""
    best = np.full(len(pictures), 9.0)
    flat = pictures.reshape(len(pictures), -1).astype(np.int16)
    for _ in range(count // 500):
        others = np.stack([painter.sample(rng)[0] for _ in range(500)]).reshape(500, -1).astype(np.int16)
        for index, picture in enumerate(flat):
            best[index] = min(best[index], np.abs(others - picture).mean(1).min() / 255)
    return best


def score(painter, model, lexicon, judge, things, options):
    rng = np.random.default_rng(options.seed)
    _, captions, answers = batch_of(painter, rng, options.count, held_out=True)
    pictures = drawn_pictures(model, lexicon, captions, options)
    result = adherence(judge, pictures, answers)
    _, thing_captions, thing_answers = batch_of(painter, rng, options.count, things=True)
    thing_pictures = drawn_pictures(model, lexicon, thing_captions, options)
    result |= adherence(things, thing_pictures, thing_answers)
    seeds = [sampling.Request("cat with a hat", seed=seed, steps=options.steps, guidance=options.guidance) for seed in range(16)]
    same = sampling.to_bytes(sampling.generate(model, lexicon, seeds)).reshape(16, -1).astype(np.int16)
    pairs = [np.abs(same[i] - same[j]).mean() / 255 for i in range(16) for j in range(i)]
    result["diversity"] = float(np.min(pairs))
    distances = nearest_training(painter, pictures[:64], rng, options.compare)
    result["copies"] = float((distances < COPY_DISTANCE).mean())
    result["nearest_median"] = float(np.median(distances))
    shown = [sampling.crisp(picture) for picture in np.concatenate([pictures[:36], thing_pictures[:36]])]
    Image.fromarray(sheet.grid(shown, 12)).save(os.path.join(options.work, "evaluation.png"))
    with open(os.path.join(options.work, "evaluation.json"), "w", encoding="utf-8") as file:
        json.dump({"scores": result, "captions": captions[:36] + thing_captions[:36], "steps": options.steps, "guidance": options.guidance}, file, indent=1)
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["judge", "score"])
    parser.add_argument("--work", required=True)
    parser.add_argument("--sprites", help="default: WORK/sprites.npz")
    parser.add_argument("--minutes", type=float, default=10, help="of training the judge")
    parser.add_argument("--count", type=int, default=256)
    parser.add_argument("--compare", type=int, default=20000, help="training pictures to look for copies among")
    parser.add_argument("--steps", type=int, default=sampling.Request("").steps)
    parser.add_argument("--guidance", type=float, default=sampling.Request("").guidance)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    painter = compose.Painter(options.sprites or os.path.join(options.work, "sprites.npz"))
    paths = {False: os.path.join(options.work, "judge.pt"), True: os.path.join(options.work, "things.pt")}
    if options.mode == "judge":
        for things, path in paths.items():
            if not os.path.exists(path):
                train_judge(painter, path, options.minutes, things)
        return 0
    config, weights, _ = export.load(os.path.join(options.work, "weights.pt"))
    judges = []
    for things, path in paths.items():
        judge = Judge(thing_questions(painter) if things else QUESTIONS)
        judge.load_state_dict(torch.load(path, weights_only=True))
        judges.append(judge.eval())
    lexicon = load_lexicon(os.path.join(options.work, "vocabulary.json"))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = export.build(config, export.rounded(weights)).to(device)
    result = score(painter, model, lexicon, *judges, options)
    failed = [name for name, least in THRESHOLDS.items() if result[name] < least]
    failed += [name for name, most in CEILINGS.items() if result[name] > most]
    for name, value in result.items():
        print(f"{name:16} {value:.3f} {'below what it must be' if name in failed else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
