#!/usr/bin/env bash
# keras 3.15.1 on jax 0.10.2 (PyPI): the AUC of a perfect detector is 0.5.
#
# One would expect: scores that put every anomaly above every normal example have an AUC of 1. The page says that the
#   200 thresholds make it an approximation: a digit or two, then.
# What happens: the thresholds lie evenly in [0, 1], 0.005 apart. Scores that all lie below the first, as squared errors
#   of pixels and densities often do, are told apart by none: 0.5. The same scores
#   times a thousand give 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

cat > probe.py <<'PY'
import os

os.environ.update(KERAS_BACKEND='jax', JAX_PLATFORMS='cpu', KERAS_HOME=os.getcwd())
import numpy as np
from keras import metrics

anomaly = [0, 0, 0, 1, 1, 1]
scores = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])


def auc(scores):
    metric = metrics.AUC()
    metric.update_state(anomaly, scores)
    return float(metric.result())


print({scale: auc(scores * scale) for scale in (1, 0.1, 0.01, 0.001)})
assert abs(auc(scores) - 1) < 1e-6
assert abs(auc(scores * 0.001) - 0.5) < 1e-6
PY
venv/bin/python probe.py
