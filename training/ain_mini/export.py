"""Writes the averaged weights as GGUF, and reference values for the test of the C++ graph.

`python -m ain_mini.export WEIGHTS.pt VOCABULARY.json OUTPUT.gguf [REFERENCE.bin]`
"""

import struct
import sys

import gguf
import numpy as np
import torch

from . import sampling, words
from .model import AinMini, Config
from .train import load_lexicon

ARCHITECTURE = "ain-mini"
# The reference is made of this; MODEL.md describes the file.
REFERENCE = sampling.Request("a blue cat with a gold crown on yellow", negative="hat", seed=42, steps=4, guidance=3.0)


def load(path):
    """The configuration, the averaged weights as float32 and the progress, of a checkpoint.pt or a weights.pt."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    return Config(**kept["config"]), {name: value.float() for name, value in kept["average"].items()}, kept["progress"]


def build(config, weights):
    model = AinMini(config)
    model.load_state_dict(weights)
    return model.eval()


def half_where_matrix(name, value):
    """Matrices are stored as float16; vectors, position tables and modulation tables as float32."""
    is_matrix = value.ndim == 2 and name.endswith(".weight")
    return value.half() if is_matrix else value.float()


def rounded(weights):
    """The weights as a program reads them from the file: the reference must be made with exactly these."""
    return {name: half_where_matrix(name, value).float() for name, value in weights.items()}


def write_gguf(path, config, weights, lexicon, progress):
    writer = gguf.GGUFWriter(path, ARCHITECTURE)
    writer.add_name("AIN mini 32")
    writer.add_description("Text to 32 x 32 pixel art; trained from scratch by AIN Studio, see training/")
    writer.add_license("GPL-3.0-or-later; sources of the training pictures: training/ATTRIBUTION.md")
    for key in ("size", "patch", "width", "depth", "heads", "text_depth", "text_length", "mlp_ratio"):
        writer.add_uint32(f"{ARCHITECTURE}.{key}", getattr(config, key))
    writer.add_uint64(f"{ARCHITECTURE}.trained_samples", progress["samples"])
    writer.add_uint32(f"{ARCHITECTURE}.default_steps", sampling.Request("").steps)
    writer.add_float32(f"{ARCHITECTURE}.default_guidance", sampling.Request("").guidance)
    writer.add_array(f"{ARCHITECTURE}.tokens", lexicon.tokens)
    for name, table in (("alias", lexicon.aliases), ("korean", lexicon.korean)):
        writer.add_array(f"{ARCHITECTURE}.{name}.words", list(table))
        # An empty text means that the word is dropped; GGUF readers differ on empty strings, so it is a space.
        writer.add_array(f"{ARCHITECTURE}.{name}.texts", [text or " " for text in table.values()])
    writer.add_array(f"{ARCHITECTURE}.korean.particles", list(words.PARTICLES))
    writer.add_array(f"{ARCHITECTURE}.stop_words", sorted(words.STOP_WORDS))
    for name, value in weights.items():
        writer.add_tensor(name, half_where_matrix(name, value).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_reference(path, config, weights, lexicon):
    """Records: name, shape and float32 (or int32, or uint8) values, little endian."""
    model = build(config, rounded(weights))
    request = REFERENCE
    trace = []
    picture = sampling.generate(model, lexicon, [request], trace)
    codes = lexicon.encode(request.prompt, config.text_length)
    text, mean, _ = model.encode_text(*sampling.pad([codes], "cpu"))
    pixels = sampling.to_bytes(picture)[0]
    records = [("ids", np.array(codes, np.int32)), ("text", text[0]), ("mean", mean[0]),
               ("noise", sampling.noise(request.seed, 3 * config.size ** 2)),
               ("time", model.embed_time(torch.tensor([0.25]))[0])]
    for index, step in enumerate(trace):
        records += [(f"step{index}.noisy", step["noisy"][0]), (f"step{index}.wanted", step["wanted"][0]),
                    (f"step{index}.guided", step["guided"][0])]
    records += [("picture", picture[0]), ("pixels", pixels), ("crisp", sampling.crisp(pixels))]
    kinds = {np.dtype(np.float32): 0, np.dtype(np.int32): 1, np.dtype(np.uint8): 2}
    with open(path, "wb") as file:
        file.write(b"AINREF1\0" + struct.pack("<I", len(records)))
        for name, value in records:
            array = np.ascontiguousarray(value.detach().numpy() if isinstance(value, torch.Tensor) else value)
            file.write(struct.pack("<III", len(name), kinds[array.dtype], array.ndim) + name.encode())
            file.write(struct.pack(f"<{array.ndim}I", *array.shape) + array.tobytes())


def main(trained, vocabulary, output, reference=None):
    config, weights, progress = load(trained)
    lexicon = load_lexicon(vocabulary)
    write_gguf(output, config, weights, lexicon, progress)
    if reference:
        with torch.no_grad():
            write_reference(reference, config, weights, lexicon)
    print(f"{output}: {sum(v.numel() for v in weights.values()) / 1e6:.2f} M parameters after {progress['samples']} pictures")


if __name__ == "__main__":
    main(*sys.argv[1:])
