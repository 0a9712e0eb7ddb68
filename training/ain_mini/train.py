"""Trains the network: `python -m ain_mini.train --work FOLDER [--preset cpu|gpu] [--minutes M]`.

Continues from FOLDER/checkpoint.pt when it is there. Ends by itself after --minutes, when the schedule is over, or when a file
FOLDER/STOP appears; a checkpoint is written first in every case. Runs on a GPU when there is one.
"""

import argparse
import csv
import json
import math
import os
import queue
import threading
import time

import numpy as np
import torch

from . import compose, flow, optimiser, sheet, words
from .model import PRESETS, AinMini, Config


def options_of():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    parser.add_argument("--sprites", help="default: WORK/sprites.npz")
    parser.add_argument("--vocabulary", help="default: WORK/vocabulary.json")
    parser.add_argument("--initial", help="averaged weights (weights.pt) to begin with when there is no checkpoint")
    parser.add_argument("--preset", default="cpu", choices=list(PRESETS))
    parser.add_argument("--mix", default="usual", choices=list(compose.MIXES))
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--samples", type=float, default=4e6, help="the length of the whole schedule")
    parser.add_argument("--hours", type=float, help="the length of the whole schedule in hours, instead of --samples")
    parser.add_argument("--minutes", type=float, default=1e9, help="of this run; a later one goes on")
    parser.add_argument("--muon-rate", type=float, default=0.02)
    parser.add_argument("--adam-rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--painters", type=int, default=1, help="processes that paint training pictures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    parser.add_argument("--sheet-minutes", type=float, default=12)
    return parser.parse_args()


def batches_of(painter, lexicon, rng, batch, length):
    """One batch: pictures uint8, ids padded with 0, lengths. Captions are emptied here, for guidance."""
    pictures = np.empty((batch, 32, 32, 3), np.uint8)
    ids = np.zeros((batch, length), np.int64)
    lengths = np.ones(batch, np.int64)
    for index in range(batch):
        pictures[index], caption = painter.sample(rng)
        if rng.random() >= flow.DROP:
            code = lexicon.encode(caption, length)
            ids[index, :len(code)] = code
            lengths[index] = len(code)
    return pictures, ids, lengths


def _paint_forever(sprites, mix, vocabulary, seed, batch, length, out):
    painter, lexicon, rng = compose.Painter(sprites, mix), load_lexicon(vocabulary), np.random.default_rng(seed)
    while True:
        out.put(batches_of(painter, lexicon, rng, batch, length))


def load_lexicon(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    return words.Lexicon(data["tokens"], data["aliases"], data["korean"])


class Feeder:
    """Batches painted ahead: by processes when there are several, else by one thread."""

    def __init__(self, options, length, seed):
        arguments = (options.sprites, options.mix, options.vocabulary)
        if options.painters > 1:
            context = torch.multiprocessing.get_context("spawn")
            self.queue = context.Queue(maxsize=4 * options.painters)
            self.workers = [context.Process(target=_paint_forever, daemon=True,
                                            args=(*arguments, (seed, index), options.batch, length, self.queue))
                            for index in range(options.painters)]
        else:
            self.queue = queue.Queue(maxsize=4)
            self.workers = [threading.Thread(target=_paint_forever, daemon=True,
                                             args=(*arguments, (seed, 0), options.batch, length, self.queue))]
        for worker in self.workers:
            worker.start()

    def next(self):
        return self.queue.get()


class Average:
    """The exponential average of the weights; its memory grows to 1 / (1 - decay) steps."""

    def __init__(self, model, decay=0.9995):
        self.decay = decay
        self.values = {name: value.detach().clone().float() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model, step):
        decay = min(self.decay, (1 + step) / (15 + step))
        state = model.state_dict()
        torch._foreach_lerp_(list(self.values.values()), [state[name].float() for name in self.values], 1 - decay)


def rate_at(step, done):
    """Warm-up over 60 steps, constant, and over the last quarter of the schedule (`done` from 0 to 1) down to nothing."""
    warm = min(1.0, (step + 1) / 60)
    down = min(1.0, max(0.0, (1 - done) / 0.25))
    return warm * down


def save(path, model, optimisers, average, progress):
    temporary = path + ".new"
    torch.save({"config": model.config.to_dict(), "model": model.state_dict(), "average": average.values,
                "optimisers": [o.state_dict() for o in optimisers], "progress": progress}, temporary)
    os.replace(temporary, path)


def save_weights(path, model, average, progress):
    """The averaged weights alone, as float16: an eighth of a checkpoint, enough to draw with or to begin again from."""
    halves = {name: value.half() for name, value in average.values.items()}
    torch.save({"config": model.config.to_dict(), "average": halves, "progress": progress}, path + ".new")
    os.replace(path + ".new", path)


def main():
    options = options_of()
    os.makedirs(options.work, exist_ok=True)
    options.sprites = options.sprites or os.path.join(options.work, "sprites.npz")
    options.vocabulary = options.vocabulary or os.path.join(options.work, "vocabulary.json")
    torch.set_num_threads(options.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    lexicon = load_lexicon(options.vocabulary)
    config = Config(vocabulary=len(lexicon.tokens), **PRESETS[options.preset])
    torch.manual_seed(options.seed)
    model = AinMini(config).to(device)
    optimisers = optimiser.build(model, options.muon_rate, options.adam_rate)
    average = Average(model)
    progress = {"samples": 0, "step": 0, "seconds": 0.0}
    path = os.path.join(options.work, "checkpoint.pt")
    if os.path.exists(path):
        kept = torch.load(path, map_location=device, weights_only=True)
        if Config(**kept["config"]) != config:
            raise SystemExit(f"{path} is of another size: {kept['config']}")
        model.load_state_dict(kept["model"])
        average.values = kept["average"]
        for one, state in zip(optimisers, kept["optimisers"]):
            one.load_state_dict(state)
        progress = kept["progress"]
    elif options.initial:
        kept = torch.load(options.initial, map_location=device, weights_only=True)
        if Config(**kept["config"]) != config:
            raise SystemExit(f"{options.initial} is of another size: {kept['config']}")
        model.load_state_dict({name: value.float() for name, value in kept["average"].items()})
        average = Average(model)
    generator = torch.Generator(device).manual_seed(options.seed * 1000003 + progress["step"])
    feeder = Feeder(options, config.text_length, options.seed * 7919 + progress["step"])
    run = torch.compile(model) if options.compile else model
    log = open(os.path.join(options.work, "log.csv"), "a", newline="", encoding="utf-8", buffering=1)
    writer = csv.writer(log)
    if log.tell() == 0:
        writer.writerow(["samples", "step", "seconds", "loss", "error", "samples_per_second", "rate"])
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters, {device}, from {progress}", flush=True)
    begun = last_log = last_save = last_sheet = time.monotonic()
    logged, losses, errors = progress["samples"], [], []
    stop = os.path.join(options.work, "STOP")
    while True:
        pictures, ids, lengths = (torch.from_numpy(part) for part in feeder.next())
        pictures = pictures.to(device, non_blocking=True).permute(0, 3, 1, 2).float() / 127.5 - 1
        noisy, when = flow.noisy_pictures(pictures, generator)
        # Measured: without matrix units (AMX) a CPU multiplies float32 faster than bfloat16.
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            prediction = run(noisy, when, ids.to(device), lengths.to(device))
        each = flow.loss_of(prediction, pictures, when)
        each.mean().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        done = progress["seconds"] / (3600 * options.hours) if options.hours else progress["samples"] / options.samples
        factor = rate_at(progress["step"], done)
        for one, peak in zip(optimisers, (options.muon_rate, options.adam_rate)):
            for group in one.param_groups:
                group["lr"] = peak * factor
            one.step()
            one.zero_grad()
        progress["step"] += 1
        progress["samples"] += len(pictures)
        average.update(model, progress["step"])
        losses.append(each.detach().mean())
        errors.append((prediction.detach().float() - pictures).square().mean())
        now = time.monotonic()
        ended = (now - begun > options.minutes * 60 or done >= 1 or os.path.exists(stop))
        if now - last_log > 30 or ended:
            loss, error = torch.stack(losses).mean().item(), torch.stack(errors).mean().item()
            if not math.isfinite(loss):
                raise SystemExit("the loss is not finite; the last checkpoint is untouched")
            speed = (progress["samples"] - logged) / max(now - last_log, 1e-9)
            progress["seconds"] += now - last_log
            writer.writerow([progress["samples"], progress["step"], round(progress["seconds"]), f"{loss:.5f}",
                             f"{error:.5f}", f"{speed:.1f}", f"{factor:.4f}"])
            last_log, logged, losses, errors = now, progress["samples"], [], []
        if now - last_save > options.checkpoint_minutes * 60 or ended:
            save(path, model, optimisers, average, progress)
            last_save = now
            save_weights(os.path.join(options.work, "weights.pt"), model, average, progress)
        if now - last_sheet > options.sheet_minutes * 60 or ended:
            sheet.draw(config, average.values, lexicon, os.path.join(options.work, "sheets"), progress["samples"], device)
            last_sheet = time.monotonic()
        if ended:
            print(f"ended at {progress}", flush=True)
            return


if __name__ == "__main__":
    main()
