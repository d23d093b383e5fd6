#!/usr/bin/env bash
# scikit-learn 1.9.1 (PyPI): KernelPCA with a linear kernel cannot give the data back, unless their mean is 0.
#
# One would expect: KernelPCA(kernel='linear') is PCA. With all components and fit_inverse_transform=True,
#   inverse_transform(transform(X)) is X but for the small ridge, as PCA's is.
# What happens: the way back is a ridge regression without an intercept from centred scores, and nothing puts the mean back.
#   Data around 10 come back around 0. With an RBF kernel it is hidden, since kernel values are not centred numbers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
from sklearn.decomposition import PCA, KernelPCA

data = np.random.default_rng(0).normal(size=(200, 3)) + 10
pca = PCA(3).fit(data)
linear = KernelPCA(3, kernel='linear', fit_inverse_transform=True, alpha=1e-6).fit(data)
scores = linear.transform(data)
assert np.allclose(np.abs(scores), np.abs(pca.transform(data)))

back = linear.inverse_transform(scores)
print('means of the data', data.mean(axis=0), 'as PCA gives them back',
      pca.inverse_transform(pca.transform(data)).mean(axis=0), 'as KernelPCA does', back.mean(axis=0))
assert np.allclose(pca.inverse_transform(pca.transform(data)), data)
assert np.abs(back.mean(axis=0)).max() < 1e-4
assert np.allclose(back + data.mean(axis=0), data, atol=1e-4)
PY
venv/bin/python probe.py
