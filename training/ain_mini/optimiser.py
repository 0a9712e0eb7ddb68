"""Muon (Jordan et al. 2024) for the matrices inside the blocks, AdamW for everything else."""

import torch


def orthogonalise(matrices, steps=5):
    """Newton-Schulz: brings the singular values of a stack of matrices [n, rows, columns] near one."""
    x = matrices.bfloat16() if matrices.is_cuda else matrices.float()
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.transpose(1, 2)
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return (x.transpose(1, 2) if tall else x).to(matrices.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum, then orthogonalised. A fused matrix (such as the queries, keys and values) is split along its rows
    into squares, each treated by itself. Matrices of the same shape are handled in one batch."""

    def __init__(self, matrices, lr=0.01, momentum=0.95, weight_decay=0.01):
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            shapes = {}
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                momentum = state["momentum"]
                momentum.lerp_(parameter.grad, 1 - group["momentum"])
                update = parameter.grad.lerp(momentum, group["momentum"])
                rows, columns = update.shape
                pieces = rows // columns if rows % columns == 0 else 1
                for index, piece in enumerate(update.chunk(pieces)):
                    target = parameter.chunk(pieces)[index]
                    shapes.setdefault(tuple(piece.shape), []).append((target, piece))
            for (rows, columns), pairs in shapes.items():
                updates = orthogonalise(torch.stack([piece for _, piece in pairs]))
                scale = max(1.0, rows / columns) ** 0.5
                for (target, _), update in zip(pairs, updates):
                    target.mul_(1 - group["lr"] * group["weight_decay"])
                    target.add_(update, alpha=-group["lr"] * scale)


def build(model, muon_rate, adam_rate):
    """The two optimisers; their rates are the peaks, set again by the schedule at every step."""
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        inside = name.startswith(("blocks.", "text_blocks.")) and parameter.ndim == 2 and "modulation" not in name
        (matrices if inside else others).append(parameter)
    return [Muon(matrices, lr=muon_rate), torch.optim.AdamW(others, lr=adam_rate, betas=(0.9, 0.98), weight_decay=0.0)]
