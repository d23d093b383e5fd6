"""JAX's side of npm run bench: jax_program.py MODEL FOLDER. An epoch for each line on stdin.

An epoch is one lax.scan; with convolutions a jitted step in a Python loop, which is five times as fast on a CPU.
"""

import functools
import sys

import jax
import jax.numpy as jnp
import optax
from jax import lax

import jax_models
import turns

name, folder = sys.argv[1:3]
batch, examples, weights = turns.read(folder)
loss_of = jax_models.LOSSES[name]
optimizer = optax.adam(1e-3, eps=1e-7)
weights = [jnp.asarray(values) for values in weights]
state = optimizer.init(weights)
data = jnp.asarray(examples)
key = jax.random.key(1)


def step(carry, batch_of):
    """Weights and state after a batch, and its loss."""
    weights, state, data = carry
    rows, key = batch_of
    loss, gradients = jax.value_and_grad(loss_of)(weights, data[rows], key)
    updates, state = optimizer.update(gradients, state)
    return (optax.apply_updates(weights, updates), state, data), loss


@jax.jit
def plan(key):
    """The rows of each batch in a new order, and the key of each batch."""
    order_key, draws = jax.random.split(key)
    order = jax.random.permutation(order_key, len(data)).reshape(-1, batch)
    return order, jax.random.split(draws, len(order))


@functools.partial(jax.jit, donate_argnums=(0, 1))
def scanned(weights, state, data, key):
    """Weights and state after an epoch, and the mean of its losses."""
    (weights, state, _), losses = lax.scan(step, (weights, state, data), plan(key))
    return weights, state, losses.mean()


@functools.partial(jax.jit, donate_argnums=(0, 1))
def one(weights, state, data, rows, key):
    (weights, state, _), loss = step((weights, state, data), (rows, key))
    return weights, state, loss


def looped(weights, state, data, key):
    losses = []
    for rows, draws in zip(*plan(key)):
        weights, state, loss = one(weights, state, data, rows, draws)
        losses.append(loss)
    return weights, state, jnp.stack(losses).mean()


trained = looped if name in jax_models.CONVOLUTIONAL else scanned


def epoch():
    global weights, state, key
    key, now = jax.random.split(key)
    weights, state, loss = trained(weights, state, data, now)
    jax.block_until_ready((weights, state))
    return loss


turns.take_turns(epoch)
