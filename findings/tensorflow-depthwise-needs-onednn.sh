#!/usr/bin/env bash
# tensorflow-cpu 2.21.0 (PyPI), on an x86 processor: which depthwise convolutions exist depends on the processor.
#
# One would expect: tf.nn.depthwise_conv2d takes strides [1, 2, 1, 1], or dilations [2, 2], on every processor or on none;
#   oneDNN changes speed and last digits.
# What happens: with oneDNN both are computed. Without it both are an error ("only supports equal length strides in the row
#   and column dimensions", "does not support dilations"). Where the variable TF_ENABLE_ONEDNN_OPTS is not set, processors
#   with AVX-512's VNNI use oneDNN, and others, among them many laptops, do not: a model that trains on a server fails on
#   them. (The public tf.nn.depthwise_conv2d takes dilations all the same, by tf.space_to_batch; the op under it, which other
#   bindings and saved graphs call, does not.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tensorflow-cpu==2.21.0 numpy==2.4.6

cat > probe.py <<'PY'
import os

import tensorflow as tf

x, filters = tf.ones([2, 6, 6, 4]), tf.ones([2, 2, 4, 1])


def told(**how):
    given = {'strides': [1, 1, 1, 1], 'dilations': [1, 1, 1, 1], **how}
    try:
        return tf.raw_ops.DepthwiseConv2dNative(input=x, filter=filters, padding='VALID', **given).shape.as_list()
    except tf.errors.OpError as error:
        return error.message.split('}} ')[-1].split(' [Op')[0]


got = {'plain': told(), 'strides': told(strides=[1, 1, 2, 1]), 'dilations': told(dilations=[1, 2, 2, 1])}
onednn = os.environ['TF_ENABLE_ONEDNN_OPTS'] == '1'
print('oneDNN', onednn, got)
assert got['plain'] == [2, 5, 5, 4]
assert (got['strides'] == [2, 5, 3, 4]) == onednn and (got['dilations'] == [2, 4, 4, 4]) == onednn
PY
for onednn in 1 0; do TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=$onednn venv/bin/python probe.py; done
