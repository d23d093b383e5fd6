#!/usr/bin/env bash
# scikit-learn 1.9.1 (PyPI): two classes, one attribute, two divisors.
#
# One would expect: on centred data TruncatedSVD is PCA, and explained_variance_ of both is the same number. PCA's page
#   gives its divisor, n − 1; that of TruncatedSVD says "the variance of the training samples".
# What happens: TruncatedSVD divides by n. With 5 examples its variances are 0.8 of PCA's; the ratios agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

cat > probe.py <<'PY'
import numpy as np
from sklearn.decomposition import PCA, TruncatedSVD

data = np.array([[1, 2, 0.5], [3, 4, 1], [5, 7, 2], [2, 1, 0], [8, 8, 3]])
centred = data - data.mean(axis=0)
pca = PCA(2).fit(centred)
svd = TruncatedSVD(2, algorithm='arpack', random_state=0).fit(centred)
print('PCA', pca.explained_variance_, 'TruncatedSVD', svd.explained_variance_)

assert np.allclose(np.abs(svd.components_), np.abs(pca.components_))
assert np.allclose(svd.explained_variance_ratio_, pca.explained_variance_ratio_)
assert np.allclose(svd.explained_variance_ / pca.explained_variance_, 4 / 5)
PY
venv/bin/python probe.py
