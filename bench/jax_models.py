"""The losses of npm run bench as functions for JAX: of the weights (the library's, in its order), a batch and a key."""

import jax
import jax.numpy as jnp
from jax import lax


def layer(weights, i, x):
    return x @ weights[2 * i] + weights[2 * i + 1]


def stack(weights, x, activations):
    for i, activation in enumerate(activations):
        x = activation(layer(weights, i, x))
    return x


def linear(x):
    return x


def squared(output, target):
    return jnp.sum((output - target) ** 2) / len(target)


def dense(*activations):
    return lambda weights, x, key: squared(stack(weights, x, activations), x)


def convolution(weights, i, x):
    axes = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(x, weights[2 * i], (1, 1), "SAME", dimension_numbers=axes) + weights[2 * i + 1]


def pooled(x):
    count, height, width, maps = x.shape
    return x.reshape(count, height // 2, 2, width // 2, 2, maps).max(axis=(2, 4))


def enlarged(x):
    return jnp.repeat(jnp.repeat(x, 2, axis=1), 2, axis=2)


def conv_net(weights, x):
    """Encoder of three convolutions with two poolings, decoder with two upsamplings, one output map."""
    conv = lambda i, x: jax.nn.relu(convolution(weights, i, x))
    code = conv(2, pooled(conv(1, pooled(conv(0, x)))))
    return jax.nn.sigmoid(convolution(weights, 5, conv(4, enlarged(conv(3, enlarged(code))))))


def denoising(weights, x, key):
    noisy = jnp.clip(x + 0.5 * jax.random.normal(key, x.shape), 0, 1)
    return squared(conv_net(weights, noisy), x)


def negative_bound(weights, x, key):
    mean, log_variance = jnp.split(layer(weights, 1, jax.nn.relu(layer(weights, 0, x))), 2, axis=1)
    code = mean + jnp.exp(0.5 * log_variance) * jax.random.normal(key, mean.shape)
    logits = stack(weights[4:], code, [jax.nn.relu, linear])
    nats = jnp.sum(jax.nn.softplus(logits) - logits * x)
    divergence = -0.5 * jnp.sum(1 + log_variance - mean**2 - jnp.exp(log_variance))
    return (nats + divergence) / len(x)


def lstm(weights, x):
    """The states h after each step: [steps, examples, units] of [steps, examples, features]."""
    kernel, recurrent, bias = weights

    def step(carry, projected):
        h, c = carry
        i, f, g, o = jnp.split(projected + h @ recurrent, 4, axis=1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zeros = jnp.zeros((x.shape[1], recurrent.shape[0]))
    return lax.scan(step, (zeros, zeros), x @ kernel + bias)[1]


def recurrent(weights, x, key):
    frames = jnp.swapaxes(x, 0, 1)
    code = lstm(weights[:3], frames)[-1]
    states = lstm(weights[3:6], jnp.broadcast_to(code, (len(frames), *code.shape)))
    return jnp.sum((jax.nn.sigmoid(layer(weights[6:], 0, states)) - frames[::-1]) ** 2) / len(x)


relu, elu, sigmoid = jax.nn.relu, jax.nn.elu, jax.nn.sigmoid
LOSSES = {
    "A": dense(relu, relu, relu, sigmoid),
    "B": dense(relu, relu, relu, relu, relu, sigmoid),
    "C": lambda weights, x, key: squared(conv_net(weights, x), x),
    "D": denoising,
    "E": negative_bound,
    "F": dense(elu, elu, elu, linear, elu, elu, elu, sigmoid),
    "G": recurrent,
}
CONVOLUTIONAL = {"C", "D"}
