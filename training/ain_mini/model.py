"""The network: a small diffusion transformer over pixel patches that attends to a short text.

Every operation has a plain counterpart in ggml: linear layers, RMS norm, softmax attention, SiLU, squared ReLU, add
and multiply. MODEL.md states the forward pass formula by formula; both must change together.
"""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as functional
from torch import nn

EPSILON = 1e-6


@dataclass(frozen=True)
class Config:
    """The sizes. `width` must be a multiple of `heads`; `depth` must be even (the skips pair the halves)."""

    vocabulary: int
    size: int = 32
    patch: int = 4
    width: int = 256
    depth: int = 8
    heads: int = 4
    text_depth: int = 2
    text_length: int = 24
    mlp_ratio: int = 4

    @property
    def tokens(self):
        return (self.size // self.patch) ** 2

    @property
    def patch_values(self):
        return 3 * self.patch * self.patch

    def to_dict(self):
        return asdict(self)


PRESETS = {
    # Trains on two CPU cores in hours.
    "cpu": {"patch": 4, "width": 192, "depth": 6, "heads": 3},
    # For half an hour of a large GPU.
    "gpu": {"patch": 2, "width": 320, "depth": 10, "heads": 5},
}


def rms_norm(x):
    """Divides by the root mean square over the last axis; no learned scale."""
    return functional.rms_norm(x, (x.shape[-1],), eps=EPSILON)


def squared_relu(x):
    return functional.relu(x).square()


def split_heads(x, heads):
    batch, count, width = x.shape
    return x.view(batch, count, heads, width // heads).transpose(1, 2)


def attend(queries, keys, values, mask):
    """Softmax attention; every head's queries and keys are divided by their root mean square first."""
    mixed = functional.scaled_dot_product_attention(rms_norm(queries), rms_norm(keys), values, attn_mask=mask)
    return mixed.transpose(1, 2).flatten(2)


class TextBlock(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.out = nn.Linear(config.width, config.width, bias=False)
        self.up = nn.Linear(config.width, 2 * config.width)
        self.down = nn.Linear(2 * config.width, config.width)

    def forward(self, x, mask):
        queries, keys, values = (split_heads(part, self.heads) for part in self.qkv(rms_norm(x)).chunk(3, dim=-1))
        x = x + self.out(attend(queries, keys, values, mask))
        return x + self.down(squared_relu(self.up(rms_norm(x))))


class ImageBlock(nn.Module):
    """The patches attend to the words and to one another in a single softmax."""

    def __init__(self, config, has_skip):
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.text_kv = nn.Linear(width, 2 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.up = nn.Linear(width, config.mlp_ratio * width)
        self.down = nn.Linear(config.mlp_ratio * width, width)
        self.skip = nn.Linear(width, width, bias=False) if has_skip else None
        self.modulation = nn.Parameter(torch.zeros(6, width))

    def forward(self, x, text, modulation, mask, skipped):
        if self.skip is not None:
            x = x + self.skip(skipped)
        shift_a, scale_a, gate_a, shift_m, scale_m, gate_m = (modulation + self.modulation).unbind(1)
        y = rms_norm(x) * (1 + scale_a[:, None]) + shift_a[:, None]
        queries, keys, values = (split_heads(part, self.heads) for part in self.qkv(y).chunk(3, dim=-1))
        text_keys, text_values = (split_heads(part, self.heads) for part in self.text_kv(text).chunk(2, dim=-1))
        keys, values = torch.cat([text_keys, keys], 2), torch.cat([text_values, values], 2)
        x = x + gate_a[:, None] * self.out(attend(queries, keys, values, mask))
        y = rms_norm(x) * (1 + scale_m[:, None]) + shift_m[:, None]
        return x + gate_m[:, None] * self.down(squared_relu(self.up(y)))


class AinMini(nn.Module):
    """Predicts the clean picture from a noisy one, the time and the words."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        width = config.width
        self.words = nn.Embedding(config.vocabulary, width)
        self.word_positions = nn.Parameter(torch.zeros(config.text_length, width))
        self.text_blocks = nn.ModuleList(TextBlock(config) for _ in range(config.text_depth))
        self.time_in = nn.Linear(width, width)
        self.time_out = nn.Linear(width, width)
        self.pooled = nn.Linear(width, width)
        self.modulation = nn.Linear(width, 6 * width)
        self.patch_in = nn.Linear(config.patch_values, width)
        self.patch_positions = nn.Parameter(torch.zeros(config.tokens, width))
        half = config.depth // 2
        self.blocks = nn.ModuleList(ImageBlock(config, index >= half) for index in range(config.depth))
        self.final_modulation = nn.Linear(width, 2 * width)
        self.patch_out = nn.Linear(width, config.patch_values)
        self.reset()

    def reset(self):
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.5 / math.sqrt(module.in_features))
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        for position in (self.word_positions, self.patch_positions):
            nn.init.normal_(position, std=0.3)
        nn.init.normal_(self.words.weight, std=0.5)
        for module in (self.modulation, self.final_modulation, self.patch_out):
            nn.init.zeros_(module.weight)
        for block in self.blocks:
            nn.init.zeros_(block.out.weight)
            nn.init.zeros_(block.down.weight)
            with torch.no_grad():
                block.modulation[2].fill_(1.0)
                block.modulation[5].fill_(1.0)
        for block in self.text_blocks:
            nn.init.zeros_(block.out.weight)
            nn.init.zeros_(block.down.weight)

    def encode_text(self, ids, lengths):
        """ids: [batch, count] padded with 0; lengths: words that count. Returns the words, their mean, the mask."""
        count = ids.shape[1]
        valid = torch.arange(count, device=ids.device)[None] < lengths[:, None]
        x = self.words(ids) + self.word_positions[:count]
        for block in self.text_blocks:
            x = block(x, valid[:, None, None, :])
        x = rms_norm(x)
        weight = valid.to(x.dtype)[..., None]
        return x, (x * weight).sum(1) / weight.sum(1), valid

    def embed_time(self, time):
        """time in [0, 1], 0 noise and 1 picture."""
        half = self.config.width // 2
        index = torch.arange(half, device=time.device, dtype=torch.float32)
        angles = 1000.0 * time.float()[:, None] * torch.exp(-math.log(10000.0) * index / half)
        features = torch.cat([angles.cos(), angles.sin()], -1).to(self.time_in.weight.dtype)
        return self.time_out(functional.silu(self.time_in(features)))

    def patchify(self, picture):
        """[batch, 3, size, size] to [batch, tokens, 3 * patch * patch]: rows of patches; in a patch row, column, RGB."""
        batch, side, patch = picture.shape[0], self.config.size // self.config.patch, self.config.patch
        x = picture.view(batch, 3, side, patch, side, patch)
        return x.permute(0, 2, 4, 3, 5, 1).reshape(batch, side * side, -1)

    def unpatchify(self, tokens):
        batch, side, patch = tokens.shape[0], self.config.size // self.config.patch, self.config.patch
        x = tokens.view(batch, side, side, patch, patch, 3)
        return x.permute(0, 5, 1, 3, 2, 4).reshape(batch, 3, self.config.size, self.config.size)

    def predict(self, noisy, time, text):
        """The clean patches, given the result of encode_text."""
        words, mean, valid = text
        condition = functional.silu(self.embed_time(time) + self.pooled(mean))
        modulation = self.modulation(condition).view(-1, 6, self.config.width)
        x = self.patch_in(self.patchify(noisy)) + self.patch_positions
        mask = functional.pad(valid, (0, self.config.tokens), value=True)[:, None, None, :]
        half, kept = self.config.depth // 2, []
        for index, block in enumerate(self.blocks):
            if index < half:
                x = block(x, words, modulation, mask, None)
                kept.append(x)
            else:
                x = block(x, words, modulation, mask, kept.pop())
        shift, scale = self.final_modulation(condition).chunk(2, dim=-1)
        return self.unpatchify(self.patch_out(rms_norm(x) * (1 + scale[:, None]) + shift[:, None]))

    def forward(self, noisy, time, ids, lengths):
        return self.predict(noisy, time, self.encode_text(ids, lengths))
