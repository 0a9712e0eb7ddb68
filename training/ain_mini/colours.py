"""Colours with names, and recolouring in OKLab (Ottosson 2020), where lightness and hue come apart."""

import numpy as np

# The words a prompt can use, each with typical sRGB values. The order is the order of the vocabulary.
NAMED = {
    "red": ("e02b2b", "d11141", "ff4040"), "orange": ("ff8c1a", "f5822a", "ff9f40"),
    "yellow": ("ffd91a", "ffe94d", "f7d038"), "green": ("2fa84a", "44c55e", "3d8a4b"),
    "lime": ("a6e22e", "b8f04a"), "mint": ("9aeccb", "88d8b0"), "teal": ("1fa6a6", "14b8b8"),
    "blue": ("2f6fe0", "428bca", "3c5bff"), "sky": ("7cc4ff", "8fd3ff"), "navy": ("1c2b5a", "243b7a"),
    "purple": ("8a3ffc", "7a4fbf", "9b4fd1"), "pink": ("ff7fbf", "ff9ecf", "f56aa8"),
    "brown": ("8a5a2b", "6f4523", "9c6b3c"), "beige": ("efd9b4", "e8cfa0"), "black": ("1d1d22", "2a2a30"),
    "white": ("f7f7f7", "ffffff"), "gray": ("8f949c", "a5aab2", "777c85"), "gold": ("f2b90f", "d9a520"),
}
NAMES = tuple(NAMED)


def from_hex(text):
    return np.array([int(text[i:i + 2], 16) for i in (0, 2, 4)], np.uint8)


_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])
_FROM_LAB, _FROM_LMS = np.linalg.inv(_TO_LAB), np.linalg.inv(_TO_LMS)


def to_lab(rgb):
    """uint8 sRGB [..., 3] to OKLab."""
    c = np.asarray(rgb, np.float64) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T


def to_rgb(lab):
    """OKLab to uint8 sRGB, clipped into the gamut."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0, 1)
    c = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(c * 255).astype(np.uint8)


_ANCHORS = np.concatenate([to_lab(np.stack([from_hex(v) for v in values])) for values in NAMED.values()])
_ANCHOR_NAMES = [name for name, values in NAMED.items() for _ in values]


def name_of(rgb, limit=0.13):
    """The nearest named colour, or None when none is near."""
    distance = np.linalg.norm(_ANCHORS - to_lab(rgb), axis=1)
    best = int(distance.argmin())
    return _ANCHOR_NAMES[best] if distance[best] <= limit else None


def sample(name, rng, spread=0.02):
    """One sRGB value that the name is true of."""
    values = NAMED[name]
    lab = to_lab(from_hex(values[rng.integers(len(values))]))
    shifted = to_rgb(lab + rng.normal(0, spread, 3) * np.array([1.0, 0.6, 0.6]))
    return shifted if name_of(shifted, 9) == name else to_rgb(lab)


def shade(rgb, amount):
    """Lighter (amount > 0) or darker, in OKLab lightness."""
    return to_rgb(to_lab(rgb) + np.array([amount, 0, 0]))


def tintable(rgb):
    """Which of the pixels [n, 3] carry the thing's own colour: those near its most frequent hue, or all mid greys."""
    lab = to_lab(rgb)
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    vivid = chroma > 0.045
    if vivid.mean() < 0.25:
        return (lab[:, 0] > 0.33) & ~vivid
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    counts, _ = np.histogram(hue[vivid], bins=36, range=(-180, 180), weights=chroma[vivid])
    smooth = counts + np.roll(counts, 1) + np.roll(counts, -1)
    main = -175 + 10 * int(smooth.argmax())
    away = np.abs((hue - main + 180) % 360 - 180)
    return vivid & (away < 40)


def recolour(rgb, target):
    """Moves the pixels [n, 3] to the target colour; their differences in lightness stay."""
    lab = to_lab(rgb)
    goal = to_lab(target)
    difference = (lab[:, 0] - np.median(lab[:, 0])) * 0.9
    lightness = np.clip(goal[0] + difference, 0.08, 1.0)
    room = np.clip(1.15 - np.abs(difference) * 1.2, 0.3, 1.0)
    return to_rgb(np.stack([lightness, goal[1] * room, goal[2] * room], 1))
