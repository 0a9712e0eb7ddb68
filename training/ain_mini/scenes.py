"""Backgrounds, 32 x 32, drawn with a few flat colours. Each comes with the words that are true of it."""

import numpy as np

from . import colours

SIZE = 32
_Y, _X = np.mgrid[0:SIZE, 0:SIZE]


def _fill(rgb):
    return np.broadcast_to(np.asarray(rgb, np.uint8), (SIZE, SIZE, 3)).copy()


def _bands(top, bottom, count=6):
    """A vertical gradient in `count` flat bands."""
    weight = (np.arange(SIZE) * count // SIZE / (count - 1))[:, None]
    lab = colours.to_lab(top) * (1 - weight) + colours.to_lab(bottom) * weight
    return np.repeat(colours.to_rgb(lab)[:, None], SIZE, 1)


def _scatter(picture, rng, colour, count, rows=(0, SIZE), large=0.2):
    for _ in range(count):
        y, x = rng.integers(*rows), rng.integers(0, SIZE)
        picture[y, x] = colour
        if rng.random() < large and 0 < y < SIZE - 1 and 0 < x < SIZE - 1:
            picture[y - 1:y + 2, x] = colour
            picture[y, x - 1:x + 2] = colour


def _clouds(picture, rng, colour, count=3):
    for _ in range(count):
        y, x = rng.integers(2, 14), rng.integers(-4, SIZE - 2)
        for dy, start, length in ((0, 2, 4), (1, 0, 8), (2, 1, 9)):
            picture[y + dy, max(0, x + start):max(0, x + start + length)] = colour


def _disc(picture, y, x, radius, colour):
    picture[(_Y - y) ** 2 + (_X - x) ** 2 <= radius * radius] = colour


def _plain(rng, name):
    return _fill(colours.sample(name, rng))


def _gradient(rng, name, other):
    return _bands(colours.sample(name, rng), colours.sample(other, rng), int(rng.integers(5, 9)))


def _stripes(rng, name):
    base = colours.sample(name, rng)
    picture, width = _fill(base), int(rng.integers(2, 5))
    along = [_X, _Y, _X + _Y][rng.integers(3)]
    picture[(along // width) % 2 == 0] = colours.shade(base, -0.07 if colours.to_lab(base)[0] > 0.5 else 0.07)
    return picture


def _dots(rng, name):
    base = colours.sample(name, rng)
    picture = _fill(base)
    picture[((_X % 6) // 2 == 1) & ((_Y % 6) // 2 == 1)] = colours.shade(base, 0.1 if colours.to_lab(base)[0] < 0.85 else -0.1)
    return picture


def _checker(rng, name):
    base, cell = colours.sample(name, rng), int(rng.choice([4, 8]))
    picture = _fill(base)
    picture[(_X // cell + _Y // cell) % 2 == 0] = colours.shade(base, -0.06 if colours.to_lab(base)[0] > 0.4 else 0.08)
    return picture


def _rays(rng, name):
    base = colours.sample(name, rng)
    picture = _fill(base)
    angle = np.degrees(np.arctan2(_Y - 15.5, _X - 15.5)) + 360 + rng.integers(0, 30)
    picture[(angle // 22.5).astype(int) % 2 == 0] = colours.shade(base, 0.07 if colours.to_lab(base)[0] < 0.85 else -0.07)
    return picture


def _circle(rng, name, other):
    picture = _plain(rng, other)
    _disc(picture, 15.5, 15.5, 14, colours.sample(name, rng))
    return picture


def _night(rng):
    picture = _bands(colours.from_hex("0d1433"), colours.from_hex("2a2f6b"))
    _scatter(picture, rng, colours.from_hex("fff6c9"), 14, large=0.1)
    if rng.random() < 0.6:
        _disc(picture, rng.integers(4, 8), rng.choice([5, 26]), 3, colours.from_hex("fff3b0"))
    return picture


def _space(rng):
    picture = _fill(colours.from_hex(str(rng.choice(["0b0b1e", "12082b", "050a1f"]))))
    _scatter(picture, rng, colours.from_hex("ffffff"), 18, large=0.12)
    _scatter(picture, rng, colours.from_hex("9fa8ff"), 8, large=0)
    if rng.random() < 0.5:
        y, x = rng.integers(3, 9), rng.choice([4, 27])
        planet = colours.sample(str(rng.choice(["orange", "purple", "teal", "red", "pink"])), rng)
        _disc(picture, y, x, 3.2, planet)
        _disc(picture, y - 1, x - 1, 1.5, colours.shade(planet, 0.1))
    return picture


def _sky(rng):
    picture = _bands(colours.from_hex("5cb3ff"), colours.from_hex("bfe6ff"), 5)
    _clouds(picture, rng, colours.from_hex("ffffff"), int(rng.integers(2, 5)))
    return picture


def _sunset(rng):
    picture = _bands(colours.from_hex(str(rng.choice(["5b2a86", "3d2c8d", "7a2f7a"]))), colours.from_hex("ffb347"), 7)
    _disc(picture, 22, rng.integers(6, 26), 5, colours.from_hex("fff0a3"))
    return picture


def _ground(picture, rng, top, colour, tuft):
    picture[top:] = colour
    for _ in range(12):
        picture[rng.integers(top, SIZE), rng.integers(0, SIZE)] = tuft


def _field(rng):
    picture = _sky(rng)
    _ground(picture, rng, 22, colours.from_hex("5cbf4a"), colours.from_hex("3f9e3a"))
    return picture


def _sea(rng):
    picture = _bands(colours.from_hex("8fd3ff"), colours.from_hex("d8f1ff"), 4)
    picture[18:] = colours.from_hex("2f7fd6")
    for y in range(20, SIZE, 4):
        start = int(rng.integers(0, 6))
        picture[y, start::7] = colours.from_hex("8fd0ff")
        picture[y, start + 1::7] = colours.from_hex("8fd0ff")
    return picture


def _underwater(rng):
    picture = _bands(colours.from_hex("2aa5d8"), colours.from_hex("0d3b7a"), 6)
    for _ in range(8):
        y, x = rng.integers(2, 28), rng.integers(1, 30)
        picture[y, x] = picture[y - 1, x - 1] = colours.from_hex("bfefff")
    return picture


def _desert(rng):
    picture = _bands(colours.from_hex("ffd08a"), colours.from_hex("ffe9bf"), 4)
    picture[21:] = colours.from_hex("e0a85a")
    picture[(_Y > 25) & ((_X + 2 * _Y) % 11 < 4)] = colours.from_hex("d0944a")
    return picture


def _snow(rng):
    picture = _bands(colours.from_hex("8fb8e6"), colours.from_hex("cfe4f7"), 4)
    picture[23:] = colours.from_hex("f5faff")
    _scatter(picture, rng, colours.from_hex("ffffff"), 24, large=0.1)
    return picture


def _forest(rng):
    picture = _fill(colours.from_hex("a9dba0"))
    for x in rng.permutation(np.arange(-2, SIZE, 5)):
        top = int(rng.integers(2, 9))
        green = colours.from_hex(str(rng.choice(["2f7a3d", "27693a", "3b8c46"])))
        for y in range(top, 25):
            half = (y - top) // 3 + 1
            picture[y, max(0, x - half):max(0, x + half + 1)] = green
    _ground(picture, rng, 25, colours.from_hex("6b4f2c"), colours.from_hex("55401f"))
    return picture


def _city(rng):
    night = rng.random() < 0.5
    picture = _bands(colours.from_hex("1a1f4a" if night else "8fc7f2"), colours.from_hex("4a3f7a" if night else "dff0fb"), 5)
    x = 0
    while x < SIZE:
        width, top = int(rng.integers(4, 8)), int(rng.integers(7, 20))
        picture[top:, x:x + width] = colours.from_hex("2b2f52" if night else "8a93a8")
        for y in range(top + 2, SIZE, 3):
            for column in range(x + 1, min(x + width - 1, SIZE), 2):
                if rng.random() < 0.6:
                    picture[y, column] = colours.from_hex("ffdf7a" if night else "dce6f2")
        x += width + int(rng.integers(0, 2))
    return picture


def _rainbow(rng):
    picture = _sky(rng)
    bands = ("e02b2b", "ff8c1a", "ffd91a", "2fa84a", "2f6fe0", "8a3ffc")
    distance = np.hypot(_Y - 30, _X - 15.5)
    for index, colour in enumerate(bands):
        picture[(distance <= 25 - 2 * index) & (distance > 23 - 2 * index)] = colours.from_hex(colour)
    return picture


def _fire(rng):
    picture = _bands(colours.from_hex("3a0d0d"), colours.from_hex("8a1f0d"), 5)
    for x in range(SIZE):
        top = 22 + int(5 * np.sin(x * 0.9 + rng.random() * 0.6) + rng.integers(-2, 3))
        picture[top:, x] = colours.from_hex("ff7a1a")
        picture[min(top + 4, SIZE - 1):, x] = colours.from_hex("ffd23f")
    return picture


SCENES = {"night": (_night, ("night", "night sky", "starry night")), "space": (_space, ("space", "in space", "galaxy")),
          "sky": (_sky, ("sky", "clouds", "cloudy sky")), "sunset": (_sunset, ("sunset", "evening")),
          "field": (_field, ("grass", "field", "garden")), "sea": (_sea, ("sea", "ocean")),
          "underwater": (_underwater, ("underwater", "under sea")), "desert": (_desert, ("desert", "sand")),
          "snow": (_snow, ("snow", "winter")), "forest": (_forest, ("forest", "trees")), "city": (_city, ("city", "town")),
          "rainbow": (_rainbow, ("rainbow",)), "fire": (_fire, ("fire", "flames"))}
PATTERNS = {"stripes": (_stripes, ("stripes", "striped")), "dots": (_dots, ("dots", "dotted")),
            "checker": (_checker, ("checker", "checkered")), "rays": (_rays, ("rays",))}


def draw(rng, avoid=None):
    """A background and its caption words. `avoid`: a colour name that a plain background must not have."""
    def pick():
        while True:
            name = str(rng.choice(colours.NAMES))
            if name != avoid:
                return name

    kind = rng.random()
    if kind < 0.56:
        name = pick()
        return _plain(rng, name), str(rng.choice([f"{name} background", f"{name} background", f"on {name}"]))
    if kind < 0.64:
        name, other = pick(), pick()
        return _gradient(rng, name, other), f"{name} {other} gradient background"
    if kind < 0.72:
        name = pick()
        drawer, words = PATTERNS[str(rng.choice(list(PATTERNS)))]
        return drawer(rng, name), f"{name} {rng.choice(words)} background"
    if kind < 0.75:
        name, other = pick(), pick()
        return _circle(rng, name, other), f"{name} circle {other} background"
    drawer, words = SCENES[str(rng.choice(list(SCENES)))]
    text = str(rng.choice(words))
    return drawer(rng), f"{text} background" if rng.random() < 0.4 else text
