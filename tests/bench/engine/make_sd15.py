#!/usr/bin/env python3
"""Writes a checkpoint of the shape of Stable Diffusion 1.5 (f16, 2.1 GB) with random weights, for benchmarks.

    make_sd15.py FILE
"""

import math
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "support", "engine"))
import make_models  # noqa: E402


class Checkpoint(make_models.Model):
    def norm(self, name, count):
        self.ones(name + ".weight", count)
        self.zeros(name + ".bias", count)

    def dense(self, name, inputs, outputs, bias=True):
        self.random(name + ".weight", outputs, inputs)
        if bias:
            self.zeros(name + ".bias", outputs)

    def kernel(self, name, inputs, outputs, side=3):
        self.random(name + ".weight", outputs, inputs, side, side, scale=1 / math.sqrt(inputs * side * side))
        self.zeros(name + ".bias", outputs)


def res_block(model, name, inputs, outputs):
    model.norm(name + ".in_layers.0", inputs)
    model.kernel(name + ".in_layers.2", inputs, outputs)
    model.dense(name + ".emb_layers.1", 1280, outputs)
    model.norm(name + ".out_layers.0", outputs)
    model.kernel(name + ".out_layers.3", outputs, outputs)
    if inputs != outputs:
        model.kernel(name + ".skip_connection", inputs, outputs, 1)


def attention(model, name, width):
    model.norm(name + ".norm", width)
    model.kernel(name + ".proj_in", width, width, 1)
    block = name + ".transformer_blocks.0."
    for part, context in (("attn1", width), ("attn2", 768)):
        model.dense(f"{block}{part}.to_q", width, width, bias=False)
        model.dense(f"{block}{part}.to_k", context, width, bias=False)
        model.dense(f"{block}{part}.to_v", context, width, bias=False)
        model.dense(f"{block}{part}.to_out.0", width, width)
    model.dense(block + "ff.net.0.proj", width, 8 * width)
    model.dense(block + "ff.net.2", 4 * width, width)
    for part in ("norm1", "norm2", "norm3"):
        model.norm(block + part, width)
    model.kernel(name + ".proj_out", width, width, 1)


def unet(model):
    base = "model.diffusion_model."
    model.dense(base + "time_embed.0", 320, 1280)
    model.dense(base + "time_embed.2", 1280, 1280)
    model.kernel(base + "input_blocks.0.0", 4, 320)
    widths, width, index = [320], 320, 0
    for level, multiple in enumerate((1, 2, 4, 4)):
        for _ in range(2):
            index += 1
            res_block(model, f"{base}input_blocks.{index}.0", width, 320 * multiple)
            width = 320 * multiple
            if level < 3:
                attention(model, f"{base}input_blocks.{index}.1", width)
            widths.append(width)
        if level < 3:
            index += 1
            model.kernel(f"{base}input_blocks.{index}.0.op", width, width)
            widths.append(width)
    res_block(model, base + "middle_block.0", width, width)
    attention(model, base + "middle_block.1", width)
    res_block(model, base + "middle_block.2", width, width)
    index = 0
    for level, multiple in reversed(list(enumerate((1, 2, 4, 4)))):
        for turn in range(3):
            name = f"{base}output_blocks.{index}."
            res_block(model, name + "0", width + widths.pop(), 320 * multiple)
            width = 320 * multiple
            if level < 3:
                attention(model, name + "1", width)
            if level > 0 and turn == 2:
                model.kernel(f"{name}{2 if level < 3 else 1}.conv", width, width)
            index += 1
    model.norm(base + "out.0", 320)
    model.kernel(base + "out.2", 320, 4)


def vae_block(model, name, inputs, outputs):
    model.norm(name + ".norm1", inputs)
    model.kernel(name + ".conv1", inputs, outputs)
    model.norm(name + ".norm2", outputs)
    model.kernel(name + ".conv2", outputs, outputs)
    if inputs != outputs:
        model.kernel(name + ".nin_shortcut", inputs, outputs, 1)


def vae(model):
    base = "first_stage_model."
    model.kernel(base + "post_quant_conv", 4, 4, 1)
    base += "decoder."
    model.kernel(base + "conv_in", 4, 512)
    vae_block(model, base + "mid.block_1", 512, 512)
    model.norm(base + "mid.attn_1.norm", 512)
    for part in ("q", "k", "v", "proj_out"):
        model.kernel(f"{base}mid.attn_1.{part}", 512, 512, 1)
    vae_block(model, base + "mid.block_2", 512, 512)
    width = 512
    for level, multiple in reversed(list(enumerate((1, 2, 4, 4)))):
        for turn in range(3):
            vae_block(model, f"{base}up.{level}.block.{turn}", width, 128 * multiple)
            width = 128 * multiple
        if level > 0:
            model.kernel(f"{base}up.{level}.upsample.conv", width, width)
    model.norm(base + "norm_out", 128)
    model.kernel(base + "conv_out", 128, 3)


def clip(model):
    base = "cond_stage_model.transformer.text_model."
    model.random(base + "embeddings.token_embedding.weight", 49408, 768, scale=0.05)
    model.random(base + "embeddings.position_embedding.weight", 77, 768, scale=0.01)
    for layer in range(12):
        block = f"{base}encoder.layers.{layer}."
        for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
            model.dense(f"{block}self_attn.{part}", 768, 768)
        model.norm(block + "layer_norm1", 768)
        model.norm(block + "layer_norm2", 768)
        model.dense(block + "mlp.fc1", 768, 3072)
        model.dense(block + "mlp.fc2", 3072, 768)
    model.norm(base + "final_layer_norm", 768)


def main():
    model = Checkpoint()
    unet(model)
    vae(model)
    clip(model)
    model.write_safetensors(sys.argv[1])


if __name__ == "__main__":
    main()
