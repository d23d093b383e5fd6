#!/usr/bin/env bash
# jax 0.10.2 and autograd 1.9.1 (PyPI): the slope of |x| at 0 is 1 in the one and 0 in the other.
#
# One would expect: the derivative of abs is sign(x), 0 at 0, as in autograd (JAX's ancestor), where x = 0 is the middle
#   of the subgradients. jnp.sign(0) is 0 in JAX too, and the slope of relu at 0 is 0.
# What happens: jax.grad(jnp.abs)(0.) is 1. A penalty λ|w| therefore pushes a weight that is exactly 0 off its
#   optimum: one step with rate r makes it −rλ, and it goes to and fro from then on.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 autograd==1.9.1

cat > probe.py <<'PY'
import autograd
import autograd.numpy as anp
import jax
import jax.numpy as jnp

got = {
    'jax abs': float(jax.grad(jnp.abs)(0.0)),
    'jax relu': float(jax.grad(jax.nn.relu)(0.0)),
    'jax sign': float(jnp.sign(0.0)),
    'autograd abs': float(autograd.grad(anp.abs)(0.0)),
}
weight = 0.0 - 0.1 * got['jax abs']  # a step of gradient descent on |w|, at its minimum
print(got, 'w after a step:', weight)
assert got == {'jax abs': 1, 'jax relu': 0, 'jax sign': 0, 'autograd abs': 0}
PY
JAX_PLATFORMS=cpu venv/bin/python probe.py
