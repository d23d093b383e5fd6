#!/usr/bin/env bash
# jax 0.10.2 (PyPI): 7 // 0 of integers is −2.
#
# One would expect: NumPy's answer, 0 with a warning; or what XLA gives for integers, −1: jax.lax.div(7, 0) is −1.
# What happens: jnp.floor_divide divides, sees that a remainder is left and that the signs of 7 and 0 differ, and rounds
#   down once more: −2. The remainder 7 % 0 is 0, where jax.lax.rem gives 7. So q · d + r is no longer the dividend by
#   either, and code that tests for −1 does not notice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > probe.py <<'PY'
import jax
import jax.numpy as jnp

seven, zero = jnp.int32(7), jnp.int32(0)
got = {
    '7 // 0': int(seven // zero),
    '-7 // 0': int(-seven // zero),
    '7 % 0': int(seven % zero),
    'lax.div': int(jax.lax.div(seven, zero)),
    'lax.rem': int(jax.lax.rem(seven, zero)),
}
print(got)
assert got == {'7 // 0': -2, '-7 // 0': -2, '7 % 0': 0, 'lax.div': -1, 'lax.rem': 7}
PY
JAX_PLATFORMS=cpu venv/bin/python probe.py
