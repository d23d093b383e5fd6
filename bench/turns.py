"""What the Python programs of npm run bench have in common: examples, first weights and turns."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def read(folder):
    """The batch size, the examples [count, ...], and the first weights in the library's order and layout."""
    about = json.loads(Path(folder, "about.json").read_text())
    data = np.fromfile(Path(folder, "data.f32"), np.float32).reshape(about["shape"])
    flat = np.fromfile(Path(folder, "weights.f32"), np.float32)
    ends = np.cumsum([int(np.prod(shape)) for shape in about["weights"]])
    parts = np.split(flat, ends[:-1])
    return about["batch"], data, [part.reshape(shape) for part, shape in zip(parts, about["weights"])]


def two_heads(weights):
    """The variational model's weights with the layer for mean and log-variance as two layers."""
    first, kernel, bias, rest = weights[:2], weights[2], weights[3], weights[4:]
    heads = zip(np.split(kernel, 2, axis=1), np.split(bias, 2))
    return [*first, *(part for head in heads for part in head), *rest]


def take_turns(epoch):
    """Trains an epoch for each line on stdin; epoch() gives the mean of its losses, when all is done."""
    say({"ready": True})
    for _ in sys.stdin:
        start = time.perf_counter()
        loss = float(epoch())
        say({"seconds": time.perf_counter() - start, "loss": loss})


def say(facts):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**facts, "peakBytes": peak}), flush=True)
