#!/usr/bin/env bash
# tensorflow-cpu 2.21.0 (PyPI): the largest of 1, 9 and NaN is 1 to top_k.
#
# One would expect: NaN, as tf.reduce_max says; or 9, where NaN is skipped; in any case with k = 1 the first of what
#   k = 2 gives.
# What happens: of [1, 9, NaN] the first one is 1, the least, and the first two are 9 and 1. Of [1, NaN, 9] the first one is
#   9, and the first two are NaN and 9. k = 1 is a path of its own. The classes of a net that diverged so depend on
#   where its NaN stands, and on k.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
import tensorflow as tf

nan = np.nan


def largest(x, k):
    return tf.math.top_k(tf.constant(x, tf.float32), k).values.numpy().tolist()


for x in ([1, 9, nan], [1, nan, 9], [nan, 1, 9]):
    print(x, {'k = 1': largest(x, 1), 'k = 2': largest(x, 2), 'reduce_max': float(tf.reduce_max(tf.constant(x)))})

np.testing.assert_equal([largest([1, 9, nan], k) for k in (1, 2)], [[1], [9, 1]])
np.testing.assert_equal([largest([1, nan, 9], k) for k in (1, 2)], [[9], [nan, 9]])
np.testing.assert_equal([largest([1, 2, 9], k) for k in (1, 2)], [[9], [9, 2]])
assert np.isnan(tf.reduce_max(tf.constant([1, 9, nan])))
PY
TF_CPP_MIN_LOG_LEVEL=3 venv/bin/python probe.py
