#!/usr/bin/env bash
# tensorflow-cpu 2.21.0 (PyPI), on an x86 processor: softmax of a row with a NaN has zeros beside the NaN.
#
# One would expect: exp(x) / sum(exp(x)) is NaN throughout when one x is, as the same formula written out is, and
#   log_softmax, and softmax of float64.
# What happens: tf.nn.softmax([1, NaN, 9]) is [0, NaN, 0] in float32: that is oneDNN's kernel, the default on
#   such processors. With TF_ENABLE_ONEDNN_OPTS=0 it is NaN throughout. Who looks at one of the other classes sees a
#   probability of 0, not that the net diverged.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 numpy==2.4.6

cat > probe.py <<'PY'
import os
import sys

import numpy as np
import tensorflow as tf

x = tf.constant([1, np.nan, 9])
got = {
    'softmax': tf.nn.softmax(x).numpy(),
    'in a tf.function': tf.function(tf.nn.softmax)(x).numpy(),
    'written out': (tf.exp(x) / tf.reduce_sum(tf.exp(x))).numpy(),
    'log_softmax': tf.nn.log_softmax(x).numpy(),
    'float64': tf.nn.softmax(tf.cast(x, tf.float64)).numpy(),
}
print('oneDNN', os.environ['TF_ENABLE_ONEDNN_OPTS'], {name: values.tolist() for name, values in got.items()})
zeros = {name for name, values in got.items() if values[0] == 0 and np.isnan(values[1])}
nan = {name for name, values in got.items() if np.isnan(values).all()}
expected = {'softmax', 'in a tf.function'} if os.environ['TF_ENABLE_ONEDNN_OPTS'] == '1' else set()
assert zeros == expected and nan == got.keys() - expected
PY
for onednn in 1 0; do TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=$onednn venv/bin/python probe.py; done
