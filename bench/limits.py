"""What the machine can do at best, by PyTorch without allocations: GFLOP/s of a matrix product, GB/s of a sum."""

import json
import time

import torch


def least_seconds(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


side, length = 2048, 2**26
a, product = torch.rand(side, side), torch.empty(side, side)
x, y, total = torch.rand(length), torch.rand(length), torch.empty(length)
multiply = least_seconds(lambda: torch.mm(a, a, out=product), 10)
add = least_seconds(lambda: torch.add(x, y, out=total), 10)
print(json.dumps({"gigaflops": 2 * side**3 / multiply / 1e9, "gigabytes": 3 * 4 * length / add / 1e9}))
