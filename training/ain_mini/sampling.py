"""From words and a seed to pixels. Every rule here is stated in MODEL.md, and the program in C++ follows the same."""

from dataclasses import dataclass

import numpy as np
import torch

from .flow import CLOSEST

_M0, _M1, _W0, _W1 = 0xD2511F53, 0xCD9E8D57, 0x9E3779B9, 0xBB67AE85
_LOW = np.uint64(0xFFFFFFFF)
_LN2 = 0.693147180559945309
_HALF_PI = 1.57079632679489662
_SQRT_HALF = 0.707106781186547524


@dataclass(frozen=True)
class Request:
    prompt: str
    negative: str = ""
    seed: int = 0
    steps: int = 12
    guidance: float = 3.0


def philox(seed, count):
    """uint32 [count, 4]: Philox 4x32 of ten rounds; the key is the seed (low word, high word), the counter (i, 0, 0, 0)."""
    x = [np.arange(count, dtype=np.uint64), *(np.zeros(count, np.uint64) for _ in range(3))]
    keys = [np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32 & 0xFFFFFFFF)]
    for _ in range(10):
        high = np.uint64(_M0) * x[0], np.uint64(_M1) * x[2]
        x = [(high[1] >> np.uint64(32)) ^ x[1] ^ keys[0], high[1] & _LOW,
             (high[0] >> np.uint64(32)) ^ x[3] ^ keys[1], high[0] & _LOW]
        keys = [keys[0] + np.uint64(_W0) & _LOW, keys[1] + np.uint64(_W1) & _LOW]
    return np.stack(x, 1).astype(np.uint32)


def _logarithm(n):
    """ln(n / 2^24) for whole n in [1, 2^24], with additions, multiplications and divisions of doubles only."""
    mantissa, exponent = np.frexp(n.astype(np.float64))
    small = mantissa < _SQRT_HALF
    mantissa = np.where(small, mantissa * 2.0, mantissa)
    exponent = np.where(small, exponent - 1, exponent) - 24
    s = (mantissa - 1.0) / (mantissa + 1.0)
    square = s * s
    total = np.full(s.shape, 1.0 / 21.0)
    for k in range(9, -1, -1):
        total = total * square + 1.0 / (2 * k + 1)
    return 2.0 * s * total + exponent * _LN2


def _turn(x):
    """Cosine and sine of x / 2^32 of a full turn; the two top bits are the quarter, the next 22 the angle in it."""
    quarter = x >> np.uint32(30)
    angle = ((x >> np.uint32(8)) & np.uint32(0x3FFFFF)).astype(np.float64) * (_HALF_PI / 4194304.0)
    square = angle * angle
    cosine = sine = np.full(angle.shape, 1.0)
    for k in range(11, 0, -1):
        cosine = 1.0 - cosine * square / ((2 * k - 1) * (2 * k))
        sine = 1.0 - sine * square / ((2 * k) * (2 * k + 1))
    sine = sine * angle
    return (np.choose(quarter, [cosine, -sine, -cosine, sine]), np.choose(quarter, [sine, cosine, -sine, -cosine]))


def noise(seed, count):
    """float32 [count], count a multiple of 4: normal values, two by Box-Muller of every two random words."""
    random = philox(seed, count // 4)
    values = np.empty((count // 4, 4))
    for first in (0, 2):
        radius = np.sqrt(-2.0 * _logarithm((random[:, first] >> np.uint32(8)).astype(np.int64) + 1))
        cosine, sine = _turn(random[:, first + 1])
        values[:, first], values[:, first + 1] = radius * cosine, radius * sine
    return values.reshape(-1).astype(np.float32)


def times(steps):
    """The times of the steps, 0 to 1, float32."""
    return (np.arange(steps + 1, dtype=np.float64) / steps).astype(np.float32)


def pad(codes, device):
    """Codes of different lengths as one batch."""
    ids = torch.zeros(len(codes), max(map(len, codes)), dtype=torch.long, device=device)
    for row, code in enumerate(codes):
        ids[row, :len(code)] = torch.tensor(code)
    return ids, torch.tensor([len(code) for code in codes], device=device)


@torch.no_grad()
def generate(model, lexicon, requests, trace=None):
    """float32 [n, 3, size, size] in [-1, 1]. All the requests have the same steps. `trace` collects what happens."""
    device = next(model.parameters()).device
    size, limit = model.config.size, model.config.text_length
    steps = requests[0].steps
    texts = [model.encode_text(*pad([lexicon.encode(text, limit) for text in side], device))
             for side in ([r.prompt for r in requests], [r.negative for r in requests])]
    guidance = torch.tensor([r.guidance for r in requests], device=device)[:, None, None, None]
    z = torch.from_numpy(np.stack([noise(r.seed, 3 * size * size).reshape(3, size, size) for r in requests])).to(device)
    moments = times(steps)
    for index in range(steps):
        t = float(moments[index])
        when = torch.full((len(requests),), t, device=device)
        wanted = model.predict(z, when, texts[0]).float()
        if bool((guidance == 1).all()):
            guided = wanted
        else:
            other = model.predict(z, when, texts[1]).float()
            guided = other + guidance * (wanted - other)
        guided = guided.clamp(-1, 1)
        if trace is not None:
            trace.append({"time": t, "noisy": z.clone(), "wanted": wanted, "guided": guided})
        if index == steps - 1:
            z = guided
        else:
            z = z + (float(moments[index + 1]) - t) * ((guided - z) / max(1 - t, CLOSEST))
    return z


def to_bytes(pictures):
    """uint8 [n, size, size, 3]."""
    scaled = np.floor((np.asarray(pictures.cpu(), np.float32) + np.float32(1)) * np.float32(127.5) + np.float32(0.5))
    return np.clip(scaled, 0, 255).astype(np.uint8).transpose(0, 2, 3, 1)


def _distances(pixels, palette):
    difference = pixels[:, None].astype(np.int64) - palette[None]
    return (difference * difference * np.array([2, 4, 3])).sum(-1)


def crisp(picture, colours=20, near=1500, rounds=4):
    """Pixel art has few colours: uint8 [h, w, 3] to the same with at most `colours`. Whole numbers only.

    The palette begins with the mean colour's nearest pixel and takes the pixel farthest from it, again and again (the
    first in reading order when two are equally far), until it is full or none is farther than `near`; then `rounds`
    times every palette colour becomes the mean of its pixels, rounded half up.
    """
    pixels = picture.reshape(-1, 3).astype(np.int64)
    mean = (2 * pixels.sum(0) + len(pixels)) // (2 * len(pixels))
    palette = pixels[[int(_distances(pixels, mean[None])[:, 0].argmin())]]
    while len(palette) < colours:
        nearest = _distances(pixels, palette).min(1)
        farthest = int(nearest.argmax())
        if nearest[farthest] <= near:
            break
        palette = np.concatenate([palette, pixels[[farthest]]])
    for _ in range(rounds):
        index = _distances(pixels, palette).argmin(1)
        for k in range(len(palette)):
            own = pixels[index == k]
            if len(own):
                palette[k] = (2 * own.sum(0) + len(own)) // (2 * len(own))
    return palette[_distances(pixels, palette).argmin(1)].reshape(picture.shape).astype(np.uint8)


def enlarge(picture, side):
    """Nearest neighbour; side is a multiple of the picture's."""
    factor = side // picture.shape[0]
    return picture.repeat(factor, 0).repeat(factor, 1)
