"""JAX's side of npm run bench: jax_program.py MODEL FOLDER. An epoch, which is one lax.scan, for each line on stdin."""

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


@functools.partial(jax.jit, donate_argnums=(0, 1))
def trained(weights, state, data, key):
    """Weights and state after an epoch in a new order, and the mean of its losses."""
    order_key, draws = jax.random.split(key)
    order = jax.random.permutation(order_key, len(data)).reshape(-1, batch)

    def step(carry, batch_of):
        weights, state = carry
        rows, key = batch_of
        loss, gradients = jax.value_and_grad(loss_of)(weights, data[rows], key)
        updates, state = optimizer.update(gradients, state)
        return (optax.apply_updates(weights, updates), state), loss

    (weights, state), losses = lax.scan(step, (weights, state), (order, jax.random.split(draws, len(order))))
    return weights, state, losses.mean()


def epoch():
    global weights, state, key
    key, now = jax.random.split(key)
    weights, state, loss = trained(weights, state, data, now)
    jax.block_until_ready((weights, state))
    return loss


turns.take_turns(epoch)
