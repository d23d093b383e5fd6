#!/usr/bin/env bash
# onnxruntime 1.32.0 and onnx 1.23.2 (PyPI): whether a maximum shows a NaN depends on where it stands.
#
# One would expect: the maximum of 1, NaN, 9 is NaN, as in NumPy and in ONNX's own reference evaluator; or, if NaN is
#   skipped, it is 9 wherever the NaN stands.
# What happens: ReduceMax of [1, NaN, 9] is 9, of [NaN, 1, 9] NaN. ArgMax of the first is 2, of the second 0. MaxPool
#   over two NaN is −3.4e38, the least float32. A net that diverged can go on giving clean classes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

nan = np.nan


def both(op, x, kind=TensorProto.FLOAT, **attributes):
    """What onnxruntime and the reference evaluator make of one op."""
    x = np.array(x, np.float32)
    ends = [helper.make_tensor_value_info('x', TensorProto.FLOAT, x.shape)], [helper.make_tensor_value_info('y', kind, None)]
    graph = helper.make_graph([helper.make_node(op, ['x'], ['y'], **attributes)], op, *ends)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)], ir_version=9)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=['CPUExecutionProvider'])
    [got] = session.run(['y'], {'x': x})
    [reference] = ReferenceEvaluator(model).run(['y'], {'x': x})
    print(op, x.tolist(), '->', got.tolist(), 'reference:', np.asarray(reference).tolist())
    return got, np.asarray(reference)


inside, reference = both('ReduceMax', [1, nan, 9], keepdims=0)
first, _ = both('ReduceMax', [nan, 1, 9], keepdims=0)
assert inside == 9 and np.isnan(reference) and np.isnan(first)

inside, reference = both('ArgMax', [1, nan, 9], TensorProto.INT64, axis=0, keepdims=0)
first, _ = both('ArgMax', [nan, 1, 9], TensorProto.INT64, axis=0, keepdims=0)
assert inside == 2 and reference == 1 and first == 0

pooled, _ = both('MaxPool', [[[1, nan, 9, 2, nan, nan]]], kernel_shape=[2], strides=[2])
assert pooled.ravel().tolist() == [1, 9, float(np.finfo(np.float32).min)]
PY
venv/bin/python probe.py
