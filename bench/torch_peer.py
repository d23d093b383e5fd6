"""PyTorch's side of npm run bench: torch_peer.py MODEL EXAMPLES eager|fused|compile. An epoch for each line on stdin."""

import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

name, count, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
started = time.perf_counter()
torch.manual_seed(1)


def dense(sizes, activation):
    """activation(i) gives the module after layer i, or None."""
    parts = []
    for i in range(len(sizes) - 1):
        parts.append(nn.Linear(sizes[i], sizes[i + 1]))
        after = activation(i)
        if after is not None:
            parts.append(after)
    return nn.Sequential(*parts)


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
        logits = self.decoder(mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean))
        nats = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
        return (nats + divergence) / x.shape[0]


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


def relu_sigmoid(sizes):
    return dense(sizes, lambda i: nn.Sigmoid() if i == len(sizes) - 2 else nn.ReLU())


MODELS = {
    "A": lambda: (128, [784], relu_sigmoid([784, 128, 32, 128, 784])),
    "B": lambda: (128, [784], relu_sigmoid([784, 512, 256, 64, 256, 512, 784])),
    "C": lambda: (128, [1, 28, 28], conv_net([16, 8, 8, 8, 16])),
    "D": lambda: (128, [1, 28, 28], conv_net([64, 32, 16, 16, 32])),
    "E": lambda: (128, [784], Variational()),
    "F": lambda: (200, [784], dense([784, 1000, 500, 250, 30, 250, 500, 1000, 784], lambda i: None if i in (3, 7) else nn.ELU())),
    "G": lambda: (64, [20, 256], Recurrent()),
}
batch, shape, net = MODELS[name]()


def loss_of(x):
    if name == "E":
        return net(x)
    if name == "D":
        return F.mse_loss(net((x + 0.5 * torch.randn_like(x)).clamp(0, 1)), x)
    if name == "F":
        return F.mse_loss(torch.sigmoid(net(x)), x)
    if name == "G":
        return F.mse_loss(net(x), x.flip(1))
    return F.mse_loss(net(x), x)


if mode == "compile":
    loss_of = torch.compile(loss_of)
optimizer = torch.optim.Adam(net.parameters(), 1e-3, eps=1e-7, fused=mode != "eager")
data = torch.rand(count, *shape)
steps = count // batch


def epoch():
    start = time.perf_counter()
    order = torch.randperm(count)
    for i in range(steps):
        optimizer.zero_grad()
        loss = loss_of(data[order[i * batch : (i + 1) * batch]])
        loss.backward()
        optimizer.step()
    return {"seconds": time.perf_counter() - start, "steps": steps, "loss": loss.item()}


print(json.dumps({"ready": True, "seconds": time.perf_counter() - started}), flush=True)
for _ in sys.stdin:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**epoch(), "peakBytes": peak}), flush=True)
