#!/usr/bin/env python3
"""Writes small models with random weights in real architectures, for tests of the image engine.

    make_models.py FOLDER

  tiny.safetensors  a FLUX.1 checkpoint of one double and one single block, 128 wide, with a CLIP-L text encoder of full
                    size (its sizes are fixed) that is zeros but for its embeddings and first attention: prompts count
  tiny-q8_0.gguf    the same with quantised weights in the transformer
  tiny-net.safetensors, tiny-clip_l.safetensors  the parts of tiny.safetensors
  tae.safetensors   a tiny autoencoder (TAESD for 16 channels), encoder and decoder, to be used as VAE
  lora.safetensors  a LoRA for the transformer
  Equal on every machine: weights come from a generator of our own. Nothing is done when the folder is complete.
"""

import json
import math
import os
import struct
import sys

HIDDEN = 128
CONTEXT = 4096
CLIP = 768
VERSION = "5"  # raised with the contents


def noise(count, seed):
    """Bytes of a xorshift generator, 8 at a time; one block repeated, shifted, is random enough for weights."""
    state, out = (seed * 2654435761 + 88172645463325252) & (2**64 - 1), bytearray()
    for _ in range(min(count, 65536 + 8) // 8 + 1):
        state ^= (state << 13) & (2**64 - 1)
        state ^= state >> 7
        state ^= (state << 17) & (2**64 - 1)
        out += state.to_bytes(8, "little")
    block = bytes(out[:65521])  # a prime length: rows differ
    return (block * (count // len(block) + 1))[:count]


def halves(count, scale, seed):
    """f16 of random sign with magnitudes in [2^e, 2^(e+1)), e such that they are about `scale`."""
    exponent = max(1, min(30, 15 + math.floor(math.log2(scale)))) << 2
    high = bytes((b & 0x83) | exponent for b in range(256))
    out = bytearray(2 * count)
    out[0::2] = noise(count, seed)
    out[1::2] = noise(count, seed + 1).translate(high)
    return bytes(out)


class Model:
    def __init__(self):
        self.tensors = []  # name, shape (outermost first), type, bytes or None for zeros

    def random(self, name, *shape, scale=None):
        count = math.prod(shape)
        fan_in = math.prod(shape[1:]) if len(shape) > 1 else 1
        scale = scale or 1 / math.sqrt(fan_in)
        self.tensors.append((name, shape, "F16", halves(count, scale, len(self.tensors) + 1)))

    def ones(self, name, count):
        self.tensors.append((name, (count,), "F16", b"\x00\x3c" * count))

    def zeros(self, name, *shape):
        self.tensors.append((name, shape, "F16", None))

    def linear(self, name, inputs, outputs):
        self.random(name + ".weight", outputs, inputs)
        self.random(name + ".bias", outputs, scale=0.02)

    def conv(self, name, inputs, outputs, bias=True):
        self.random(name + ".weight", outputs, inputs, 3, 3, scale=math.sqrt(2 / (9 * inputs)))
        if bias:
            self.random(name + ".bias", outputs, scale=0.02)

    def below(self, prefix):
        """The tensors whose names begin so, named without it."""
        part = Model()
        part.tensors = [(name[len(prefix):], shape, kind, data)
                        for name, shape, kind, data in self.tensors if name.startswith(prefix)]
        return part

    def write_safetensors(self, path):
        header, offset = {}, 0
        for name, shape, kind, _ in self.tensors:
            size = 2 * math.prod(shape)
            header[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [offset, offset + size]}
            offset += size
        text = json.dumps(header, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        with open(path, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            start = file.tell()
            file.truncate(start + offset)  # what is not written stays zeros, and takes no room
            at = start
            for _, shape, _, data in self.tensors:
                if data is not None:
                    file.seek(at)
                    file.write(data)
                at += 2 * math.prod(shape)

    def write_gguf(self, path, is_quantised):
        def text(value):
            return struct.pack("<Q", len(value)) + value.encode()

        infos, offset, places = b"", 0, []
        for index, (name, shape, _, data) in enumerate(self.tensors):
            count = math.prod(shape)
            if is_quantised(name, shape):
                kind, size = 8, count // 32 * 34
                scale = halves(count // 32, 0.02 / math.sqrt(shape[-1]), 2 * index + 1)
                values, blocks = noise(count, index + 7), bytearray()
                positive = bytearray(scale)
                positive[1::2] = scale[1::2].translate(bytes(b & 0x7F for b in range(256)))
                for block in range(count // 32):
                    blocks += positive[2 * block:2 * block + 2] + values[32 * block:32 * block + 32]
                data = bytes(blocks)
            else:
                kind, size = 1, 2 * count
            infos += text(name) + struct.pack("<I", len(shape))
            infos += b"".join(struct.pack("<Q", side) for side in reversed(shape)) + struct.pack("<IQ", kind, offset)
            places.append((offset, data))
            offset += size + -size % 32
        head = b"GGUF" + struct.pack("<IQQ", 3, len(self.tensors), 1)
        head += text("general.architecture") + struct.pack("<I", 8) + text("flux") + infos
        head += b"\0" * (-len(head) % 32)
        with open(path, "wb") as file:
            file.write(head)
            file.truncate(len(head) + offset)
            for place, data in places:
                if data is not None:
                    file.seek(len(head) + place)
                    file.write(data)


def clip(model):
    base = "text_encoders.clip_l.transformer.text_model."
    model.random(base + "embeddings.token_embedding.weight", 49408, CLIP, scale=0.05)
    model.random(base + "embeddings.position_embedding.weight", 77, CLIP, scale=0.01)
    for layer in range(12):
        block = f"{base}encoder.layers.{layer}."
        for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
            if layer == 0 and part in ("v_proj", "out_proj"):
                model.random(f"{block}self_attn.{part}.weight", CLIP, CLIP)
            else:
                model.zeros(f"{block}self_attn.{part}.weight", CLIP, CLIP)
            model.zeros(f"{block}self_attn.{part}.bias", CLIP)
        for part in ("layer_norm1", "layer_norm2"):
            model.ones(f"{block}{part}.weight", CLIP)
            model.zeros(f"{block}{part}.bias", CLIP)
        model.zeros(block + "mlp.fc1.weight", 4 * CLIP, CLIP)
        model.zeros(block + "mlp.fc1.bias", 4 * CLIP)
        model.zeros(block + "mlp.fc2.weight", CLIP, 4 * CLIP)
        model.zeros(block + "mlp.fc2.bias", CLIP)
    model.ones(base + "final_layer_norm.weight", CLIP)
    model.zeros(base + "final_layer_norm.bias", CLIP)


def flux(model):
    base = "model.diffusion_model."
    model.linear(base + "img_in", 64, HIDDEN)
    model.linear(base + "txt_in", CONTEXT, HIDDEN)
    for name, inputs in (("time_in", 256), ("vector_in", CLIP)):
        model.linear(f"{base}{name}.in_layer", inputs, HIDDEN)
        model.linear(f"{base}{name}.out_layer", HIDDEN, HIDDEN)
    for side in ("img", "txt"):
        block = f"{base}double_blocks.0.{side}_"
        model.linear(block + "mod.lin", HIDDEN, 6 * HIDDEN)
        model.linear(block + "attn.qkv", HIDDEN, 3 * HIDDEN)
        model.ones(block + "attn.norm.query_norm.scale", HIDDEN)
        model.ones(block + "attn.norm.key_norm.scale", HIDDEN)
        model.linear(block + "attn.proj", HIDDEN, HIDDEN)
        model.linear(block + "mlp.0", HIDDEN, 4 * HIDDEN)
        model.linear(block + "mlp.2", 4 * HIDDEN, HIDDEN)
    block = base + "single_blocks.0."
    model.linear(block + "linear1", HIDDEN, 7 * HIDDEN)
    model.linear(block + "linear2", 5 * HIDDEN, HIDDEN)
    model.ones(block + "norm.query_norm.scale", HIDDEN)
    model.ones(block + "norm.key_norm.scale", HIDDEN)
    model.linear(block + "modulation.lin", HIDDEN, 3 * HIDDEN)
    model.linear(base + "final_layer.adaLN_modulation.1", HIDDEN, 2 * HIDDEN)
    model.linear(base + "final_layer.linear", HIDDEN, 64)


def tae(model):
    def block(name):
        for part in ("conv.0", "conv.2", "conv.4"):
            model.conv(f"{name}.{part}", 64, 64)

    base = "decoder.layers."
    model.conv(base + "0", 16, 64)
    for index in (2, 3, 4, 7, 8, 9, 12, 13, 14, 17):
        block(base + str(index))
    for index in (6, 11, 16):
        model.conv(base + str(index), 64, 64, bias=False)
    model.random(base + "18.weight", 3, 64, 3, 3, scale=0.02)
    model.random(base + "18.bias", 3, scale=0.25)
    base = "encoder.layers."
    model.conv(base + "0", 3, 64)
    for index in (1, 3, 4, 5, 7, 8, 9, 11, 12, 13):
        block(base + str(index))
    for index in (2, 6, 10):
        model.conv(base + str(index), 64, 64, bias=False)
    model.conv(base + "14", 64, 16)


def lora(model):
    for name, inputs, outputs in (("double_blocks.0.img_attn.qkv", HIDDEN, 3 * HIDDEN), ("single_blocks.0.linear2", 5 * HIDDEN, HIDDEN)):
        model.random(f"diffusion_model.{name}.lora_A.weight", 4, inputs)
        model.random(f"diffusion_model.{name}.lora_B.weight", outputs, 4)


def main():
    folder = sys.argv[1]
    mark = os.path.join(folder, "complete")
    if os.path.exists(mark) and open(mark, encoding="utf-8").read() == VERSION:
        return
    os.makedirs(folder, exist_ok=True)
    checkpoint = Model()
    flux(checkpoint)
    clip(checkpoint)
    checkpoint.write_safetensors(os.path.join(folder, "tiny.safetensors"))
    checkpoint.write_gguf(os.path.join(folder, "tiny-q8_0.gguf"),
                          lambda name, shape: name.startswith("model.") and len(shape) == 2)
    checkpoint.below("model.diffusion_model.").write_safetensors(os.path.join(folder, "tiny-net.safetensors"))
    checkpoint.below("text_encoders.clip_l.transformer.").write_safetensors(
        os.path.join(folder, "tiny-clip_l.safetensors"))
    for name, fill in (("tae", tae), ("lora", lora)):
        model = Model()
        fill(model)
        model.write_safetensors(os.path.join(folder, name + ".safetensors"))
    with open(mark, "w", encoding="utf-8") as file:
        file.write(VERSION)


if __name__ == "__main__":
    main()
