#!/usr/bin/env bash
# safetensors 0.8.0 (PyPI): a transposed NumPy array is saved with its numbers in the wrong places. (0.7.0 was right.)
#
# One would expect: load(save({'w': a.T}))['w'] equals a.T. If a layout cannot be stored, it is an error, as it is
#   for PyTorch's tensors in the same package.
# What happens: the shape [3, 2] is that of a.T, the bytes are those of a as they lie in memory. Nothing is said. A
#   transposed weight matrix or scikit-learn's PCA components, which lie column by column, load as garbage in the right
#   shape. np.ascontiguousarray(…) before saving helps. (Reported upstream as issue 825.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
from safetensors.numpy import load, save

a = np.arange(6, dtype=np.float32).reshape(2, 3)
read = load(save({'w': a.T}))['w']
copied = load(save({'w': np.ascontiguousarray(a.T)}))['w']
print('saved', a.T.tolist(), 'read', read.tolist())

assert read.shape == (3, 2)
assert read.tolist() == [[0, 1], [2, 3], [4, 5]], read
assert copied.tolist() == a.T.tolist() == [[0, 3], [1, 4], [2, 5]]
PY
venv/bin/python probe.py
