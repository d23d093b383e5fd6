#!/usr/bin/env bash
# idx2numpy 1.2.3 and onnxruntime 1.32.0 (PyPI), where they meet: a correct array is read as noise, without an error.
#
# One would expect: an IDX file of floats, read by idx2numpy and given to an ONNX model, is what the file holds. IDX is
#   big-endian; a reader gives the machine's own order, or the next library converts, or refuses, as JAX does
#   (TypeError) and scikit-learn does (converts).
# What happens: idx2numpy leaves the file's order in the dtype ('>f4'), which NumPy computes with as with any other, so
#   nothing is seen. onnxruntime checks "float, 4 bytes" and takes the bytes for its own: Identity of 1, 2, 3 is 4.6e-41,
#   9.0e-44, 2.3e-41. Files of bytes, as MNIST's, have no order and are safe.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check idx2numpy==1.2.3 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6

cat > probe.py <<'PY'
import struct

import idx2numpy
import numpy as np
import onnxruntime
from onnx import TensorProto, helper

with open('three.idx', 'wb') as file:
    file.write(bytes([0, 0, 0x0D, 1]) + struct.pack('>I3f', 3, 1, 2, 3))
numbers = idx2numpy.convert_from_file('three.idx')

value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [3])
graph = helper.make_graph([helper.make_node('Identity', ['x'], ['y'])], 'identity', [value('x')], [value('y')])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)], ir_version=9)
session = onnxruntime.InferenceSession(model.SerializeToString(), providers=['CPUExecutionProvider'])

[as_read] = session.run(['y'], {'x': numbers})
[converted] = session.run(['y'], {'x': numbers.astype(np.float32)})
print(numbers, numbers.dtype.str, '->', as_read, 'converted first ->', converted)

assert numbers.dtype.str == '>f4', numbers.dtype.str
assert numbers.tolist() == [1, 2, 3] and converted.tolist() == [1, 2, 3]
assert as_read.tobytes() == numbers.tobytes() and as_read.max() < 1e-40, as_read
PY
venv/bin/python probe.py
