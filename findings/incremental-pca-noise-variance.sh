#!/usr/bin/env bash
# scikit-learn 1.9.1 (PyPI): IncrementalPCA's noise variance shrinks with the number of batches.
#
# One would expect: noise_variance_, "following the Probabilistic PCA model", is the mean variance in the directions left
#   out: the same as PCA's, as explained_variance_ and components_ nearly are.
# What happens: it is that of the last batch's share alone, divided by all examples seen: with 100 batches about a
#   hundredth. get_covariance, get_precision, and with them any likelihood or Mahalanobis distance, are wrong by it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
from sklearn.decomposition import IncrementalPCA, PCA

data = np.random.default_rng(0).normal(size=(1000, 6)) * [3, 2, 1, 1, 1, 1]
whole = PCA(2).fit(data)
incremental = {size: IncrementalPCA(2, batch_size=size).fit(data) for size in (1000, 100, 10)}
noise = {size: float(pca.noise_variance_) for size, pca in incremental.items()}
print('PCA', float(whole.noise_variance_), 'by batch size', noise)

assert abs(noise[1000] / whole.noise_variance_ - 1) < 1e-6
assert 0.08 < noise[100] / whole.noise_variance_ < 0.12
assert 0.005 < noise[10] / whole.noise_variance_ < 0.015
assert np.allclose(incremental[10].explained_variance_, whole.explained_variance_, rtol=0.02)
trace = lambda pca: float(np.trace(pca.get_covariance()))
print('trace of the covariance', trace(whole), trace(incremental[10]))
assert trace(incremental[10]) < 0.85 * trace(whole)
PY
venv/bin/python probe.py
