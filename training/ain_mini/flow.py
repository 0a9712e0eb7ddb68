"""The path between noise and picture, and its loss.

The noisy picture at time t is z = (1 - t) * noise + t * picture, so t = 0 is noise and t = 1 is the picture. The network
predicts the picture; the velocity that sampling follows is (prediction - z) / (1 - t), and the loss compares velocities.
"""

import torch

CLOSEST = 0.05  # 1 - t is never taken smaller than this when it divides
DROP = 0.1  # this share of the captions is emptied, for classifier-free guidance
TIME_MEAN, TIME_SPREAD = -0.2, 1.0  # t is the logistic function of a normal value


def noisy_pictures(pictures, generator=None):
    """pictures in [-1, 1]. Returns the noisy ones and their times."""
    batch = pictures.shape[0]
    time = torch.sigmoid(TIME_MEAN + TIME_SPREAD * torch.randn(batch, generator=generator, device=pictures.device))
    noise = torch.randn(pictures.shape, generator=generator, device=pictures.device)
    weight = time[:, None, None, None]
    return (1 - weight) * noise + weight * pictures, time


def loss_of(prediction, pictures, time):
    """Mean squared error of the velocity; per sample, so that it can be looked at by time."""
    error = (prediction.float() - pictures).square().mean((1, 2, 3))
    return error / (1 - time).clamp(min=CLOSEST).square()
