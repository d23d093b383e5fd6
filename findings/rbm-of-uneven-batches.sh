#!/usr/bin/env bash
# scikit-learn 1.9.1 (PyPI): BernoulliRBM learns that pixels are off when the batches do not come out even.
#
# One would expect: batch_size is a matter of speed. Of independent bits that are on in 60 % of the examples, the machine
#   learns marginals of about 0.6, whatever it is.
# What happens: 15 examples with batch_size 14 are cut into 8 and 7, but there are 14 chains. The gradient is the *sum*
#   over 8 or 7 examples less the *sum* over 14 chains, so the negative phase weighs about twice as much: the learnt
#   marginals are about 0.1. With batch_size 15 they are 0.6. On large data with small batches the slip is small but
#   never 0: 1,001 examples in batches of 10 become 101 batches, nearly all of them of 9 or 10.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scikit-learn==1.9.1 scipy==1.17.1 numpy==2.4.6

cat > probe.py <<'PY'
import itertools

import numpy as np
from sklearn.neural_network import BernoulliRBM

visible = 6
order = np.random.default_rng(1)
column = np.repeat([1.0, 0.0], [9, 6])
data = np.stack([order.permutation(column) for _ in range(visible)], axis=1)


def marginals(batch_size):
    """P(v_i = 1) of the machine after training, exact: a sum over all 64 states."""
    rbm = BernoulliRBM(1, learning_rate=0.02, batch_size=batch_size, n_iter=2000, random_state=0).fit(data)
    states = np.array(list(itertools.product([0, 1], repeat=visible)))
    hidden = np.logaddexp(0, states @ rbm.components_.T + rbm.intercept_hidden_).sum(axis=1)
    weights = np.exp(states @ rbm.intercept_visible_ + hidden)
    return weights @ states / weights.sum()


even, uneven = marginals(15), marginals(14)
print('data', data.mean(axis=0), 'batch of 15', even.round(2), 'batch of 14', uneven.round(2))
assert np.allclose(data.mean(axis=0), 0.6)
assert abs(even.mean() - 0.6) < 0.05, even
assert uneven.max() < 0.2, uneven
PY
venv/bin/python probe.py
