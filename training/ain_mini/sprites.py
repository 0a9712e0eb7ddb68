"""Turns the vector sources into pixel sprites, once: `python -m ain_mini.sprites NODE_MODULES PARTS.json OUTPUT.npz [none]`; with `none`
only the curated icons."""

import io
import json
import os
import sys

import numpy as np
import resvg_py
from PIL import Image

from . import colours, icons

CELL = 6  # a sprite's pixel is chosen among CELL x CELL rendered ones
ICON_SIZES = (28, 22, 15)
# The icon sets and the style that each stands for; the categories that are used.
SETS = {"fluent-emoji-flat": "flat", "noto": "emoji"}
CATEGORIES = ("Activities", "Animals & Nature", "Food & Drink", "Objects", "Smileys & Emotion", "Travel & Places")
HEAD = ('<path d="M4 2h8v1h1v3h1v2h-1v3h-1v1H9v1h4v1h1v2H2v-2h1v-1h4v-1H4v-1H3V8H2V6h1V3h1V2Z" fill="{0}"/>'
        '<path d="M4 2h8v1h1v3h1v2h-1v3h-1v1H4v-1H3V8H2V6h1V3h1V2Z" fill="#fff" fill-opacity=".1"/>')


def render(body, view, size, crisp=False):
    """RGBA float [size, size, 4], not premultiplied."""
    hint = ' shape-rendering="crispEdges"' if crisp else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{view}" ' \
          f'width="{size}" height="{size}"{hint}>{body}</svg>'
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def palette_of(points, mass, count=14):
    """A palette by k-means over the colours [n, 3] (OKLab) with their frequencies; starts far apart, no chance involved."""
    centres = points[[int(mass.argmax())]]
    for _ in range(min(count, len(points)) - 1):
        distance = ((points[:, None] - centres[None]) ** 2).sum(-1).min(1)
        centres = np.concatenate([centres, points[[int((distance * np.sqrt(mass)).argmax())]]])
    for _ in range(8):
        nearest = ((points[:, None] - centres[None]) ** 2).sum(-1).argmin(1)
        for index in range(len(centres)):
            own = nearest == index
            if own.any():
                centres[index] = (points[own] * mass[own, None]).sum(0) / mass[own].sum()
    return centres


def pixelate(picture, size):
    """Each pixel takes the most frequent palette colour of its cell, so edges stay crisp; alpha is 0 or 255."""
    cell = picture.shape[0] // size
    solid = picture[..., 3] > 127
    if not solid.any():
        return None
    fine = picture[..., :3].astype(np.int64) >> 3
    key = fine[..., 0] << 10 | fine[..., 1] << 5 | fine[..., 2]
    mass = np.bincount(key[solid], minlength=1 << 15).astype(float)
    used = np.flatnonzero(mass)
    points = colours.to_lab((np.stack([used >> 10, used >> 5 & 31, used & 31], 1) * 255 / 31).round())
    centres = palette_of(points, mass[used])
    table = np.zeros(1 << 15, np.int64)
    table[used] = ((points[:, None] - centres[None]) ** 2).sum(-1).argmin(1)
    index = table[key]
    blocks = index.reshape(size, cell, size, cell).transpose(0, 2, 1, 3).reshape(size, size, -1)
    covered = solid.reshape(size, cell, size, cell).transpose(0, 2, 1, 3).reshape(size, size, -1)
    votes = np.stack([((blocks == k) & covered).sum(-1) for k in range(len(centres))], -1).astype(float)
    # Small dark details (eyes, outlines) would be outvoted by the area around them.
    votes *= 1.0 + 0.6 * (centres[:, 0] < 0.35)
    out = np.zeros((size, size, 4), np.uint8)
    out[..., :3] = colours.to_rgb(centres)[votes.argmax(-1)]
    out[..., 3] = np.where(covered.mean(-1) >= 0.5, 255, 0)
    return out


def mark_tintable(sprite):
    """Alpha 254 for the pixels that a colour word may change."""
    solid = sprite[..., 3] > 0
    mask = np.zeros(solid.shape, bool)
    mask[solid] = colours.tintable(sprite[solid][:, :3])
    sprite[mask, 3] = 254
    return sprite


def bounds(picture):
    solid = picture[..., 3] > 60
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    return (rows[0], rows[-1] + 1, columns[0], columns[-1] + 1) if len(rows) else None


def icon_sprites(body, width, height):
    """The icon at every size, its drawing filling the square."""
    probe = render(body, f"0 0 {width} {height}", 64)
    box = bounds(probe)
    if box is None:
        return None
    top, bottom, left, right = (value * width / 64 for value in box)
    side = max(bottom - top, right - left)
    x, y = (left + right - side) / 2, (top + bottom - side) / 2
    result = []
    for size in ICON_SIZES:
        sprite = pixelate(render(body, f"{x} {y} {side} {side}", size * CELL), size)
        if sprite is None or (sprite[..., 3] > 0).mean() < 0.05:
            return None
        result.append(mark_tintable(sprite))
    return result


def load_icons(modules, only_curated):
    """(set style, caption, is face, is curated, sprites) of every icon taken."""
    curated = icons.curated()
    for package, style in SETS.items():
        root = os.path.join(modules, "@iconify-json", package)
        with open(os.path.join(root, "icons.json"), encoding="utf-8") as file:
            data = json.load(file)
        with open(os.path.join(root, "metadata.json"), encoding="utf-8") as file:
            categories = json.load(file)["categories"]
        allowed = {name for category in CATEGORIES for name in categories.get(category, ())}
        for name, icon in sorted(data["icons"].items()):
            if name in curated:
                caption, face = curated[name]
            elif name in allowed and not only_curated:
                caption, face = icons.tail_caption(name), False
                if caption is None:
                    continue
            else:
                continue
            width = icon.get("width", data.get("width", 16))
            height = icon.get("height", data.get("height", 16))
            sprites = icon_sprites(icon["body"], width, height)
            if sprites is not None:
                yield style, caption, face, name in curated, sprites


def load_parts(path):
    """part -> variant -> (fixed premultiplied RGB, tint weight, alpha), 16 x 16: colour = fixed + weight * tint."""
    with open(path, encoding="utf-8") as file:
        style = json.load(file)["pixel-art"]
    arrays = {}
    for part, variants in style["parts"].items():
        for variant, probes in variants.items():
            tint = next(name for name in probes if name != "black")
            dark, bright = (render(probes[key], "0 0 16 16", 16, crisp=True).astype(float) for key in ("black", tint))
            alpha = dark[..., 3:] / 255
            fixed = dark[..., :3] * alpha
            weight = ((bright[..., :3] - dark[..., :3]) * alpha).mean(-1, keepdims=True) / 255
            arrays[f"part/{part}/{variant}"] = np.concatenate([fixed, weight * 255, alpha * 255], -1).round().astype(np.uint8)
    head = [render(HEAD.format(colour), "0 0 16 16", 16, crisp=True).astype(float) for colour in ("#000000", "#ffffff")]
    alpha = head[0][..., 3:] / 255
    weight = (head[1][..., :3] - head[0][..., :3]).mean(-1, keepdims=True) / 255 * alpha
    arrays["part/head/head"] = np.concatenate([head[0][..., :3] * alpha, weight * 255, alpha * 255], -1).round().astype(np.uint8)
    return arrays


def main(modules, parts, output, tail="tail"):
    arrays = load_parts(parts)
    entries, stacks = [], {size: [] for size in ICON_SIZES}
    for style, caption, face, is_curated, sprites in load_icons(modules, tail == "none"):
        entries.append({"style": style, "caption": caption, "face": face, "curated": is_curated})
        for size, sprite in zip(ICON_SIZES, sprites):
            stacks[size].append(sprite)
        if len(entries) % 200 == 0:
            print(len(entries), flush=True)
    for size, stack in stacks.items():
        arrays[f"icons/{size}"] = np.stack(stack)
    arrays["entries"] = np.frombuffer(json.dumps(entries).encode(), np.uint8)
    temporary = output + ".new.npz"
    np.savez_compressed(temporary, **arrays)
    os.replace(temporary, output)
    print(f"{len(entries)} icons, {len(arrays)} arrays, {os.path.getsize(output) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
