"""PyTorch's side of npm run bench: torch_program.py MODEL FOLDER eager|fused|compile|loader. An epoch for each line on stdin."""

import sys

import torch
from torch.utils.data import DataLoader, TensorDataset

import torch_models
import turns

name, folder, mode = sys.argv[1:4]
torch.manual_seed(1)
batch, examples, weights = turns.read(folder)
net, loss_of = torch_models.make(name, weights)
if mode == "compile":
    loss_of = torch.compile(loss_of)
optimizer = torch.optim.Adam(net.parameters(), 1e-3, eps=1e-7, fused=True if mode in ("fused", "compile") else None)
data = torch.from_numpy(examples)
if name in "CD":
    data = data.reshape(-1, 1, 28, 28)
loader = DataLoader(TensorDataset(data), batch_size=batch, shuffle=True)


def batches():
    """All examples in a new order: by lists of their indices, or by PyTorch's own loader, which gathers one by one."""
    if mode == "loader":
        return (x for (x,) in loader)
    return (data[rows] for rows in torch.randperm(len(data)).split(batch))


def epoch():
    total = torch.zeros(())
    for x in batches():
        optimizer.zero_grad()
        loss = loss_of(x)
        loss.backward()
        optimizer.step()
        total += loss.detach()
    return total / len(loader)


turns.take_turns(epoch)
