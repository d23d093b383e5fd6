"""The models of npm run bench as PyTorch's users write them, with the first weights of the library."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import turns


def dense(sizes, activation):
    """activation(i) gives the module after layer i, or None."""
    parts = []
    for i in range(len(sizes) - 1):
        parts.append(nn.Linear(sizes[i], sizes[i + 1]))
        after = activation(i)
        if after is not None:
            parts.append(after)
    return nn.Sequential(*parts)


def relu_sigmoid(sizes):
    return dense(sizes, lambda i: nn.Sigmoid() if i == len(sizes) - 2 else nn.ReLU())


def deep():
    sizes = [784, 1000, 500, 250, 30, 250, 500, 1000, 784]
    return dense(sizes, lambda i: nn.Sigmoid() if i == 7 else None if i == 3 else nn.ELU())


def conv_net(filters):
    """Encoder of three convolutions with two poolings, decoder with two upsamplings, one output map."""
    conv = lambda i, o: nn.Conv2d(i, o, 3, padding=1)
    a, b, c, d, e = filters
    up = lambda: nn.Upsample(scale_factor=2)
    return nn.Sequential(
        conv(1, a), nn.ReLU(), nn.MaxPool2d(2), conv(a, b), nn.ReLU(), nn.MaxPool2d(2), conv(b, c), nn.ReLU(),
        up(), conv(c, d), nn.ReLU(), up(), conv(d, e), nn.ReLU(), conv(e, 1), nn.Sigmoid(),
    )


class Variational(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.mean, self.log_variance = nn.Linear(784, 400), nn.Linear(400, 20), nn.Linear(400, 20)
        self.decoder = dense([20, 400, 784], lambda i: nn.ReLU() if i == 0 else None)

    def forward(self, x):
        h = F.relu(self.hidden(x))
        mean, log_variance = self.mean(h), self.log_variance(h)
        return self.decoder(mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)), mean, log_variance


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.LSTM(256, 128, batch_first=True)
        self.decoder = nn.LSTM(128, 128, batch_first=True)
        self.output = nn.Linear(128, 256)

    def forward(self, x):
        _, (h, _) = self.encoder(x)
        y, _ = self.decoder(h[0].unsqueeze(1).expand(-1, 20, -1))
        return torch.sigmoid(self.output(y))


MODELS = {
    "A": lambda: relu_sigmoid([784, 128, 32, 128, 784]),
    "B": lambda: relu_sigmoid([784, 512, 256, 64, 256, 512, 784]),
    "C": lambda: conv_net([16, 8, 8, 8, 16]),
    "D": lambda: conv_net([64, 32, 16, 16, 32]),
    "E": Variational,
    "F": deep,
    "G": Recurrent,
}


def squared(output, target):
    return F.mse_loss(output, target, reduction="sum") / target.shape[0]


def negative_bound(net, x):
    logits, mean, log_variance = net(x)
    nats = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
    return (nats + divergence) / x.shape[0]


LOSSES = {
    "D": lambda net, x: squared(net((x + 0.5 * torch.randn_like(x)).clamp(0, 1)), x),
    "E": negative_bound,
    "G": lambda net, x: squared(net(x), x.flip(1)),
}


def make(name, weights):
    """The model with these weights, and its loss of a batch."""
    net = MODELS[name]()
    with torch.no_grad():
        for parameter, values in zip(net.parameters(), arranged(name, weights), strict=True):
            parameter.copy_(torch.from_numpy(values))
    loss = LOSSES.get(name, lambda net, x: squared(net(x), x))
    return net, lambda x: loss(net, x)


def arranged(name, weights):
    """The library's weights in PyTorch's order and layout; its LSTM has a second bias, which starts at zero."""
    if name == "E":
        weights = turns.two_heads(weights)
    if name == "G":
        bias = np.zeros_like(weights[2])
        weights = [*weights[:3], bias, *weights[3:6], bias, *weights[6:]]
    axes = {1: (0,), 2: (1, 0), 4: (3, 2, 0, 1)}
    return [np.ascontiguousarray(values.transpose(axes[values.ndim])) for values in weights]
