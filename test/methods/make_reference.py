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

import lifelines
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


# ---- difference in differences --------------------------------------------------------------------------------------


def fixed_effects_difference(zone, controls, periods, lag):
    """Poisson regression with an effect of every area and of every period; Driscoll and Kraay's errors."""
    counts = np.vstack([zone, *controls])
    area = np.repeat(np.arange(len(counts)), counts.shape[1])
    time = np.tile(np.arange(counts.shape[1]), len(counts))
    design = [((area == 0) & (time >= periods)).astype(float)]
    design += [(area == a).astype(float) for a in range(len(counts))]
    design += [(time == t).astype(float) for t in range(1, counts.shape[1])]
    fitted = sm.GLM(counts.ravel(), np.column_stack(design), family=sm.families.Poisson()).fit(
        tol=1e-14, maxiter=500, cov_type="hac-groupsum", cov_kwds={"time": time, "maxlags": lag, "use_correction": False})
    degrees = 2 * periods - 2
    return factor(fitted.params[0], fitted.cov_params()[0, 0] * 2 * periods / degrees, degrees)


def smoothed_ratio(zone, control, date, periods):
    before, after = slice(date - periods, date), slice(date, date + periods)
    change = lambda counts: (counts[after].sum() + 0.5) / (counts[before].sum() + 0.5)
    return change(zone) / change(control)


def difference_in_differences(rows):
    random = np.random.default_rng(20171110)
    for dataset in range(DATASETS):
        periods = int(random.integers(4, 15))
        first_after = periods + int(random.integers(0, 20))
        length = first_after + periods + int(random.integers(0, 3))
        levels = random.uniform(4, 20, int(random.integers(1 if dataset == 0 else 2, 6)) + 1)
        means = levels[:, None] * np.exp(random.normal(0, 0.2, length))[None, :]
        means[0, first_after:] *= random.uniform(0.3, 1.2)
        counts = random.poisson(means) if dataset < 5 else random.negative_binomial(4, 4 / (4 + means))
        counts = counts + 1.0 if dataset == 9 else counts * 1.0
        if dataset == 4:  # expected counts are sums of probabilities
            counts = counts * random.uniform(0.4, 1.0, counts.shape)
        zone, controls = counts[0], counts[1:]
        rows.add(dataset, "zone", zone)
        rows.add(dataset, "controls", len(controls))
        for i, control in enumerate(controls):
            rows.add(dataset, f"control{i}", control)
        rows.add(dataset, "first_after", first_after)
        rows.add(dataset, "periods", periods)
        lag = newey_west_lag(2 * periods)
        rows.add(dataset, "lag", lag)
        window = slice(first_after - periods, first_after + periods)
        rows.add(dataset, "together", fixed_effects_difference(zone[window], controls[:, window], periods, lag))
        for i, control in enumerate(controls):
            rows.add(dataset, f"against{i}", fixed_effects_difference(zone[window], control[None, window], periods, lag))
        own = smoothed_ratio(zone, controls.sum(axis=0), first_after, periods)
        dates = [smoothed_ratio(zone, controls.sum(axis=0), date, periods)
                 for date in range(periods, first_after - periods + 1)]
        areas = [smoothed_ratio(controls[i], np.delete(controls, i, axis=0).sum(axis=0), first_after, periods)
                 for i in range(len(controls) if len(controls) > 1 else 0)]
        rows.add(dataset, "smoothed", own)
        for name, placebos in (("dates", dates), ("areas", areas)):
            rows.add(dataset, name, [*placebos, np.mean(np.array([*placebos, own]) <= own)])


# ---- duration -------------------------------------------------------------------------------------------------------


def duration(rows):
    random = np.random.default_rng(20180618)
    for dataset in range(DATASETS):
        size = int(random.integers(2, 60))
        days = np.ceil(random.exponential(120, size)) if dataset % 2 == 0 else np.ceil(random.exponential(6, size))
        limits = np.ceil(random.uniform(1, 400 if dataset % 2 == 0 else 15, size))
        returned = days <= limits if dataset not in (6, 8) else days <= limits * (0.2 if dataset == 6 else 1e9)
        days = np.where(returned, days, np.minimum(days, limits))
        fitter = lifelines.KaplanMeierFitter().fit(days, returned)
        rows.add(dataset, "days", days)
        rows.add(dataset, "returned", returned)
        table = fitter.event_table[fitter.event_table.observed > 0]
        calm, ends = fitter.survival_function_["KM_estimate"], fitter.confidence_interval_
        errors = np.sqrt(np.cumsum(table.observed / (table.at_risk * (table.at_risk - table.observed))))
        rows.add(dataset, "steps", len(table))
        rows.add(dataset, "standard_errors", [calm[day] * error if calm[day] > 0 else 0 for day, error in errors.items()])
        for i, (day, row) in enumerate(table.iterrows()):
            interval = ends.loc[day].values if calm[day] > 0 else []
            rows.add(dataset, f"step{i}", [day, row.at_risk, row.observed, calm[day], *interval])
        medians = [fitter.median_survival_time_]
        defined = ends[calm > 0]  # where all have returned there is no interval
        for column, at_zero in ((0, True), (1, False)):
            reached = defined.index[defined.iloc[:, column] <= 0.5 + 1e-12]
            zero = calm.index[calm <= 0]
            medians.append(reached[0] if len(reached) else zero[0] if at_zero and len(zero) else np.inf)
        for name, median in zip(("median", "median_lower", "median_upper"), medians):
            if np.isfinite(median) and np.isfinite(medians[0]):
                rows.add(dataset, name, median)


METHODS = (interrupted_series, difference_in_differences, duration)


def main():
    for method in METHODS:
        rows = Rows()
        method(rows)
        rows.write(os.path.join(sys.argv[1], method.__name__ + ".csv"))


if __name__ == "__main__":
    main()
