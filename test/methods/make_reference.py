# SPDX-License-Identifier: Apache-2.0
"""Makes the datasets and the expected numbers of test/data/methods, which the tests of room assess compare with.

  make_reference.py FOLDER   writes one CSV file per method: rows "dataset,name,number,number,..."

Ten datasets per method, drawn from a seed. What is expected comes from statsmodels, scipy and lifelines, or is
written out here in numpy as the papers have it, and shares no code with src/assess. Made with Python 3.11,
numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, lifelines 0.30.3:

  python3 -m venv VENV && VENV/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 lifelines==0.30.3
  VENV/bin/python test/methods/make_reference.py test/data/methods
"""
import os
import sys

import numpy as np
import scipy.optimize
import scipy.stats
import statsmodels.api as sm

DATASETS = 10


class Rows:
    """The file of one method. Numbers are written so that they read back the same."""

    def __init__(self):
        self.lines = []

    def add(self, dataset, name, numbers):
        values = ",".join(repr(float(number)) for number in np.atleast_1d(np.asarray(numbers, dtype=float)))
        self.lines.append(f"{dataset},{name},{values}".rstrip(","))

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(self.lines) + "\n")


def factor(value, variance, degrees):
    """exp of a coefficient and of its 95 % ends by Student's t."""
    reach = scipy.stats.t.ppf(0.975, degrees) * np.sqrt(variance)
    return np.exp([value, value - reach, value + reach])


# ---- interrupted series ---------------------------------------------------------------------------------------------


def newey_west_lag(observations):
    return int(np.floor(4 * (observations / 100) ** (2 / 9)))


def robust_options(errors, lag):
    """Its HC1 leaves out n / (n - p) for these models; its HAC of lag 0 is what is meant."""
    lags = {"sandwich": 0, "newey_west": lag}
    return {"cov_type": "HAC", "cov_kwds": {"maxlags": lags[errors], "use_correction": True}} if errors in lags else {}


def poisson_fit(design, counts, exposures, errors, lag):
    model = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposures)
    fitted = model.fit(tol=1e-14, maxiter=500, **robust_options(errors, lag))
    dispersion = fitted.pearson_chi2 / fitted.df_resid
    covariance = fitted.cov_params() * (max(1.0, dispersion) if errors == "dispersion" else 1.0)
    return fitted.params, covariance, 0.0, dispersion


def negative_binomial_fit(design, counts, exposures, errors, lag):
    poisson = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposures).fit(tol=1e-14, maxiter=500)
    if ((counts - poisson.mu) ** 2 - counts).sum() <= 0:  # no more scatter than Poisson's
        return poisson_fit(design, counts, exposures, errors, lag)
    joint = sm.NegativeBinomial(counts, design, exposure=exposures)
    rough = joint.fit(start_params=np.append(poisson.params, 0.1), disp=0, maxiter=2000, method="bfgs", warn_convergence=False)
    exact = scipy.optimize.root(joint.score, rough.params, tol=1e-13)
    assert np.abs(joint.score(exact.x)).max() < 1e-6, exact
    overdispersion = exact.x[-1]
    model = sm.GLM(counts, design, family=sm.families.NegativeBinomial(alpha=overdispersion), exposure=exposures)
    fitted = model.fit(tol=1e-14, maxiter=500, **robust_options(errors, lag))
    dispersion = fitted.pearson_chi2 / fitted.df_resid
    covariance = fitted.cov_params()
    if errors in ("model", "dispersion"):  # where it takes the expected information, we the observed
        covariance = np.linalg.inv(-model.hessian(fitted.params, observed=True))
        covariance *= max(1.0, dispersion) if errors == "dispersion" else 1.0
    return fitted.params, covariance, overdispersion, dispersion


def interrupted_series(rows):
    random = np.random.default_rng(20170709)
    for dataset in range(DATASETS):
        periods = int(random.integers(14, 120))
        first_after = int(random.integers(5, periods - 5))
        since = np.arange(periods) - first_after
        after = since >= 0
        exposures = np.full(periods, 7.0) if dataset % 2 == 0 else random.integers(1, 8, periods).astype(float)
        means = exposures * np.exp(random.uniform(-0.5, 1.5) + random.uniform(-0.01, 0.01) * since - random.uniform(0, 1.5) * after
                                   + random.uniform(-0.02, 0.02) * since * after)
        counts = random.poisson(means) if dataset < 4 else random.negative_binomial(2, 2 / (2 + means))
        counts = counts.astype(float)
        if dataset in (3, 7):  # expected counts are sums of probabilities
            counts = counts * random.uniform(0.4, 1.0, periods)
        design = np.column_stack([np.ones(periods), since, after, since * after]).astype(float)
        rows.add(dataset, "counts", counts)
        rows.add(dataset, "exposures", exposures)
        rows.add(dataset, "first_after", first_after)
        lag = newey_west_lag(periods)
        rows.add(dataset, "lag", lag)
        degrees = periods - 4
        combinations = {"trend_before": [0, 1, 0, 0], "trend_after": [0, 1, 0, 1], "level": [0, 0, 1, 0],
                        "trend_change": [0, 0, 0, 1], "at_end": [0, 0, 1, periods - 1 - first_after]}
        for scatter, fit in (("poisson", poisson_fit), ("negative_binomial", negative_binomial_fit)):
            for errors in ("model", "dispersion", "sandwich", "newey_west"):
                params, covariance, overdispersion, dispersion = fit(design, counts, exposures, errors, lag)
                for name, combination in combinations.items():
                    combination = np.array(combination, dtype=float)
                    rows.add(dataset, f"{scatter}.{errors}.{name}",
                             factor(combination @ params, combination @ covariance @ combination, degrees))
            rows.add(dataset, f"{scatter}.scatter", [overdispersion, dispersion])


METHODS = (interrupted_series,)


def main():
    for method in METHODS:
        rows = Rows()
        method(rows)
        rows.write(os.path.join(sys.argv[1], method.__name__ + ".csv"))


if __name__ == "__main__":
    main()
