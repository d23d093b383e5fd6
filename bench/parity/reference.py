"""The references of npm run bench:parity, by scikit-learn and PyTorch in float64.

Usage: reference.py <folder with shapes.json and *.f32>. Writes results.json (name: list of numbers) into the folder.
PCA is timed in float32, scikit-learn's faster way, best of three.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import trustworthiness
from sklearn.metrics import (
    average_precision_score,
    normalized_mutual_info_score,
    roc_auc_score,
    silhouette_score,
)
from sklearn.neighbors import KNeighborsClassifier
from torch.distributions import Bernoulli, Normal, kl_divergence

folder = Path(sys.argv[1])
shapes = json.loads((folder / "shapes.json").read_text())


def read(name, dtype=np.float64):
    return np.fromfile(folder / f"{name}.f32", dtype=np.float32).reshape(shapes[name]).astype(dtype)


def pca():
    train = read("train", np.float32)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        PCA(30).fit(train)
        seconds.append(time.perf_counter() - start)
    exact = PCA(30, svd_solver="covariance_eigh").fit(train.astype(np.float64))
    return {
        "PCA: explained variance": exact.explained_variance_,
        "PCA: components": exact.components_.ravel(),
        "seconds": [min(seconds)],
    }


def analysis():
    digits, codes, labels = read("digits"), read("codes"), read("labels").astype(int)
    projected = PCA(10, svd_solver="full").fit_transform(digits)
    n = len(labels)
    distances = ((projected[:, None] - projected[None]) ** 2).sum(-1)
    precisions = [
        average_precision_score(labels[others] == labels[q], -distances[q][others])
        for q in range(n)
        for others in [np.arange(n) != q]
    ]
    probe = LogisticRegression(C=1, tol=1e-8, max_iter=10000).fit(projected, labels)
    chances = probe.predict_proba(projected)[np.arange(n), labels]
    loss = -np.log(chances).mean() + (probe.coef_**2).sum() / (2 * n)
    neighbours = KNeighborsClassifier(1).fit(projected[:250], labels[:250])
    lda = LinearDiscriminantAnalysis().fit(projected, labels)
    return {
        "silhouette": [silhouette_score(projected, labels), silhouette_score(codes, labels)],
        "trustworthiness": [trustworthiness(digits, projected), trustworthiness(digits, codes, n_neighbors=12)],
        "mean average precision": [np.mean(precisions)],
        "AUROC": [roc_auc_score(labels == 3, read("scores"))],
        "mutual information": [normalized_mutual_info_score(read("scores"), labels)],
        "linear probe: loss": [loss],
        "1-NN error": [1 - neighbours.score(projected[250:], labels[250:])],
        "LDA: variance ratios": lda.explained_variance_ratio_,
    }


def divergences():
    mean, log_variance, logits, x = map(torch.tensor, map(read, ["mean", "logVariance", "logits", "digits"]))
    posterior = Normal(mean, (log_variance / 2).exp())
    kl = kl_divergence(posterior, Normal(torch.zeros_like(mean), 1)).sum(1).mean()
    # BCE with grey targets: the Bernoulli's logarithm with x as weights.
    reconstruction = -Bernoulli(logits=logits, validate_args=False).log_prob(x).sum(1).mean()
    return {"KL divergence": [kl.item()], "negative ELBO": [(reconstruction + kl).item()]}


def contraction():
    x, w, c = map(torch.tensor, map(read, ["digits", "couplings", "hiddenBias"]))
    jacobian = torch.vmap(torch.func.jacrev(lambda v: torch.sigmoid(v @ w + c)))(x[:50])
    return {"contractive penalty": [(jacobian**2).sum((1, 2)).mean().item()]}


def boltzmann():
    names = ["couplings", "visibleBias", "hiddenBias"]
    w, b, c = parameters = [torch.tensor(read(name), requires_grad=True) for name in names]
    data, chains = torch.tensor(read("bits")), torch.tensor(read("otherBits"))

    def free_energy(v):
        return -v @ b - torch.nn.functional.softplus(v @ w + c).sum(-1)

    gradients = torch.autograd.grad(free_energy(data).mean() - free_energy(chains).mean(), parameters)
    with torch.no_grad():
        flipped = [torch.where(torch.arange(784) == i, 1 - data, data) for i in range(784)]
        terms = [torch.nn.functional.logsigmoid(free_energy(f) - free_energy(data)) for f in flipped]
    return {
        "RBM: free energy": free_energy(data).detach().numpy(),
        "RBM: gradients": torch.cat([g.ravel() for g in gradients]).numpy(),
        "RBM: pseudo-likelihood": [torch.stack(terms).sum(0).mean().item()],
    }


results = {**analysis(), **divergences(), **contraction(), **boltzmann(), **pca()}
as_lists = {name: np.asarray(values, dtype=np.float64).tolist() for name, values in results.items()}
(folder / "results.json").write_text(json.dumps(as_lists))
