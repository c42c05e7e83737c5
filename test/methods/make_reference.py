# SPDX-License-Identifier: Apache-2.0
"""Makes the datasets and the expected numbers of test/data/methods, which the tests of room assess compare with.

  make_reference.py FOLDER [METHOD...]   writes one CSV file per method: rows "dataset,name,number,number,..."

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
import scipy.special
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


# ---- retaliation ----------------------------------------------------------------------------------------------------


class HawkesLikelihood:
    """Two sides, exponential decay, every sum over pairs of acts written out. Parameters: background, own, other of the
    first side, the same of the second, decay."""

    def __init__(self, days, sides, weights, length):
        self.sides, self.weights, self.length = sides, weights, length
        self.gaps = days[:, None] - days[None, :]
        self.earlier = self.gaps > 0
        self.left = length - days

    def kernels(self, decay):
        """Of each act: the rate per follow-up that earlier acts of either side raise, and its derivative by the decay."""
        faded = np.where(self.earlier, np.exp(-decay * np.where(self.earlier, self.gaps, 0)), 0) * self.weights[None, :]
        rate, slope = decay * faded, faded * (1 - decay * self.gaps)
        return [(rate[:, self.sides == s].sum(axis=1), slope[:, self.sides == s].sum(axis=1)) for s in (0, 1)]

    def parts(self, parameters, side):
        """Of each act of a side: background, what its own side triggered, what the other triggered."""
        of = parameters[3 * side:3 * side + 3]
        kernels, mine = self.kernels(parameters[6]), self.sides == side
        return np.array([np.full(mine.sum(), of[0]), of[1] * kernels[side][0][mine], of[2] * kernels[1 - side][0][mine]])

    def value(self, parameters):
        total = 0
        for side in (0, 1):
            of = parameters[3 * side:3 * side + 3]
            total += self.weights[self.sides == side] @ np.log(self.parts(parameters, side).sum(axis=0)) - of[0] * self.length
            for other, mean in ((side, of[1]), (1 - side, of[2])):
                mask = self.sides == other
                total -= mean * (self.weights[mask] @ -np.expm1(-parameters[6] * self.left[mask]))
        return total

    def gradient(self, parameters):
        result, decay = np.zeros(7), parameters[6]
        kernels = self.kernels(decay)
        for side in (0, 1):
            of, mine = parameters[3 * side:3 * side + 3], self.sides == side
            over = self.weights[mine] / self.parts(parameters, side).sum(axis=0)
            result[3 * side] = over.sum() - self.length
            for term, other in ((1, side), (2, 1 - side)):
                mask = self.sides == other
                result[3 * side + term] = over @ kernels[other][0][mine] + self.weights[mask] @ np.expm1(-decay * self.left[mask])
                result[6] += of[term] * (over @ kernels[other][1][mine]
                                         - self.weights[mask] @ (self.left[mask] * np.exp(-decay * self.left[mask])))
        return result

    def shares(self, parameters, side):
        parts = self.parts(parameters, side)
        weights = self.weights[self.sides == side]
        return (parts / parts.sum(axis=0)) @ weights / weights.sum()

    def best(self):
        """The greatest likelihood from several beginnings, then its gradient brought to 0 in what is not at its bound."""
        rates = [self.weights[self.sides == s].sum() / self.length for s in (0, 1)]
        found = None
        for delay in (0.2, 0.5, 1, 2, 5, 12, 30):
            start = np.array([rates[0] / 2, 0.25, 0.25, rates[1] / 2, 0.25, 0.25, 1 / delay])
            bounds = [(1e-9, None), (0, None), (0, None)] * 2 + [(4 / self.length, 24)]
            tried = scipy.optimize.minimize(lambda p: -self.value(p), start, jac=lambda p: -self.gradient(p), bounds=bounds,
                                            method="L-BFGS-B", options={"maxiter": 5000, "ftol": 1e-15, "gtol": 1e-9})
            if found is None or tried.fun < found.fun:
                found = tried
        free = found.x > 1e-5
        parameters = np.where(free, found.x, 0)

        def placed(values):
            moved = parameters.copy()
            moved[free] = values
            return moved

        root = scipy.optimize.root(lambda v: self.gradient(placed(v))[free], parameters[free], tol=1e-14)
        parameters = placed(root.x)
        assert np.abs(self.gradient(parameters)[free]).max() < 1e-7, root
        assert (self.gradient(parameters)[~free] < 0).all() and self.value(parameters) >= -found.fun - 1e-9
        return parameters, free

    def covariance(self, parameters, free):
        columns = [central_difference(self.gradient, parameters, i)[free] for i in np.flatnonzero(free)]
        return np.linalg.inv(-(np.array(columns) + np.array(columns).T) / 2)


def central_difference(function, at, i):
    """Of fourth order."""
    step = np.zeros_like(at)
    step[i] = 1e-3 * at[i]
    near, far = function(at + step) - function(at - step), function(at + 2 * step) - function(at - 2 * step)
    return (8 * near - far) / (12 * step[i])


def simulate_hawkes(random, background, follow_ups, delay, length):
    """Each act of `of` brings follow_ups[by][of] of `by` on average, after `delay` days on average."""
    waiting = [(day, side) for side in (0, 1) for day in random.uniform(0, length, random.poisson(background[side] * length))]
    acts = []
    while waiting:
        day, of = waiting.pop()
        acts.append((day, of))
        for by in (0, 1):
            later = day + random.exponential(delay, random.poisson(follow_ups[by][of]))
            waiting += [(other, by) for other in later if other < length]
    return np.array(sorted(acts))


def retaliation(rows):
    random = np.random.default_rng(20170401)
    for dataset in range(DATASETS):
        length = float(random.integers(150, 500))
        follow_ups = random.uniform(0.1, 0.45, (2, 2))
        if dataset in (2, 6):
            follow_ups[0][1] = 0  # the first side never answers
        if dataset == 8:
            follow_ups = np.diag([0.5, 0.4])  # neither does
        acts = simulate_hawkes(random, random.uniform(0.15, 0.5, 2), follow_ups, random.uniform(0.5, 4), length)
        days, sides = acts[:, 0], acts[:, 1].astype(int)
        if dataset in (4, 9):
            days = np.floor(days)  # known to the day: many at one time
        weights = random.choice([0.25, 0.5, 1.0], len(days)) if dataset in (3, 5) else np.ones(len(days))
        likelihood = HawkesLikelihood(days, sides, weights, length)
        parameters, free = likelihood.best()
        rows.add(dataset, "days", days)
        rows.add(dataset, "sides", sides)
        rows.add(dataset, "weights", weights)
        rows.add(dataset, "length", length)
        rows.add(dataset, "delay", 1 / parameters[6])
        rows.add(dataset, "log_likelihood", likelihood.value(parameters))
        rows.add(dataset, "branching", np.abs(np.linalg.eigvals([parameters[[1, 2]], parameters[[5, 4]]])).max())
        covariance = likelihood.covariance(parameters, free)
        for side, name in enumerate(("first", "second")):
            shares = likelihood.shares(parameters, side)
            rows.add(dataset, f"{name}.events", weights[sides == side].sum())
            for term, what in enumerate(("background", "own", "other")):
                rows.add(dataset, f"{name}.{what}", parameters[3 * side + term])
            rows.add(dataset, f"{name}.shares", shares)
            share = shares[2]
            if share > 0:
                slope = np.array([central_difference(lambda p: likelihood.shares(p, side)[2], parameters, i)
                                  for i in np.flatnonzero(free)])
                reach = scipy.stats.norm.ppf(0.975) * np.sqrt(slope @ covariance @ slope) / (share * (1 - share))
                log_odds = np.log(share / (1 - share))
                rows.add(dataset, f"{name}.range", scipy.special.expit([log_odds, log_odds - reach, log_odds + reach]))


# ---- anticipation ---------------------------------------------------------------------------------------------------


def rate_ratio(before, after):
    """Clopper and Pearson's interval of (events, days) after over before."""
    (x0, t0), (x1, t1) = before, after
    odds = lambda share: share / (1 - share) * t0 / t1
    lower = scipy.stats.beta.ppf(0.025, x1, x0 + 1) if x1 > 0 else 0.0
    return [x1 / x0 * t0 / t1, odds(lower), odds(scipy.stats.beta.ppf(0.975, x1 + 1, x0))]


def rate_ratio_dispersed(before, after, dispersion):
    """Jeffreys' interval on counts divided by the dispersion."""
    (x0, t0), (x1, t1) = before, after
    odds = lambda share: share / (1 - share) * t0 / t1
    ends = scipy.stats.beta.ppf([0.025, 0.975], x1 / dispersion + 0.5, x0 / dispersion + 0.5)
    return [x1 / x0 * t0 / t1, odds(ends[0]) if x1 > 0 else 0.0, odds(ends[1])]


def dispersion_factor(before, after):
    """Of the log ratio, by all weeks of each side and what outlasts them, or by days where one is shorter than four weeks."""
    width = 7 if min(len(before), len(after)) >= 28 else 1
    sides = [np.asarray(side, dtype=float) for side in (before, after) if np.sum(side) > 0]
    parts, freedoms = [], []
    for side in sides:
        blocks = np.convolve(side, np.ones(width), mode="valid")
        expected = len(blocks) * width * side.mean() * (1 - width / len(side))
        parts.append(((blocks - width * side.mean()) ** 2).sum() / expected / side.sum())
        freedoms.append((len(side) / width - 1) / (2 / 3 + 1 / (3 * width**2)))
    freedom = sum(parts) ** 2 / sum(part**2 / degrees for part, degrees in zip(parts, freedoms))
    seen = 1 - (1 - np.exp(-width * 0.6)) / (width * 0.6) if width == 7 else 1.0
    extra = max(0.0, sum(parts) / sum(1 / side.sum() for side in sides) - 1) / seen
    return (1 + extra) * (scipy.stats.t.ppf(0.975, freedom) / scipy.stats.norm.ppf(0.975)) ** 2


def anticipation(rows):
    random = np.random.default_rng(20170707)
    for dataset in range(DATASETS):
        window, announced = int(random.choice([14, 30, 90])), int(random.integers(1, 20))
        rates = random.uniform(0.3, 3, 3)
        days = np.arange(-announced - window - 20, window + 20)
        where = np.where(days < -announced, 0, np.where(days < 0, 1, 2))
        counts = random.poisson(rates[where]) if dataset < 6 else random.negative_binomial(1, 1 / (1 + rates[where]))
        events = np.repeat(days, counts)
        weights = random.choice([0.5, 1.0], len(events)) if dataset % 3 == 2 else np.ones(len(events))
        daily = np.array([weights[events == day].sum() for day in days])
        of = {"before": daily[(days >= -announced - window) & (days < -announced)],
              "anticipation": daily[(days >= -announced) & (days < 0)], "after": daily[(days >= 0) & (days < window)]}
        rows.add(dataset, "days", events)
        rows.add(dataset, "weights", weights)
        rows.add(dataset, "announced_days_before", announced)
        rows.add(dataset, "window", window)
        dispersion = dispersion_factor(of["before"], of["after"])
        rows.add(dataset, "dispersion", dispersion)
        for name, counted in of.items():
            rows.add(dataset, name, counted.sum())
        for later, earlier in (("anticipation", "before"), ("after", "before"), ("after", "anticipation")):
            pair = [(of[name].sum(), len(of[name])) for name in (earlier, later)]
            rows.add(dataset, f"{later}_over_{earlier}.exact", rate_ratio(*pair))
            rows.add(dataset, f"{later}_over_{earlier}.dispersed", rate_ratio_dispersed(*pair, dispersion))


# ---- displacement ---------------------------------------------------------------------------------------------------


def events_beyond(areas, controls):
    """Events after over those that the controls' change leads to; `areas` rows of before, days, after, days, dispersion."""
    areas = np.array(areas, dtype=float).reshape(-1, 5)
    before, after, widening = areas[:, 0], areas[:, 2], np.maximum(1, areas[:, 4])
    factor, drift = areas[0, 3] / areas[0, 1], 0.0
    if controls is not None:
        factor = controls[2] / controls[0]
        drift = max(1, controls[4]) * (1 / controls[0] + 1 / controls[2])
    variance = widening @ (after + factor ** 2 * before) + (before.sum() * factor) ** 2 * drift
    more = after.sum() - factor * before.sum()
    reach = scipy.stats.norm.ppf(0.975) * np.sqrt(variance)
    return np.array([more, more - reach, more + reach])


def displacement(rows):
    random = np.random.default_rng(20170717)
    for dataset in range(DATASETS):
        days = [float(random.integers(30, 181))] * 2
        if dataset % 3 == 1:
            days[1] = float(random.integers(10, days[0]))  # cut at the instant
        draw = lambda mean, change: [float(random.poisson(mean)), days[0],
                                     float(random.poisson(mean * change * days[1] / days[0])), days[1],
                                     float(random.uniform(0.8, 4))]
        zone = draw(random.uniform(20, 300), random.uniform(0.1, 0.9))
        rings = [draw(random.uniform(0, 80), random.uniform(0.7, 2)) for _ in range(3)]
        if dataset == 5:
            zone[2] = 0.0  # silent after
        if dataset == 6:
            rings[0][0] = 0.0  # silent before
        if dataset == 7:
            zone = [number * random.uniform(0.4, 1) if i in (0, 2) else number for i, number in enumerate(zone)]
        controls = draw(random.uniform(50, 500), random.uniform(0.6, 1.6)) if dataset % 2 == 0 else None
        rows.add(dataset, "zone", zone)
        rows.add(dataset, "rings", len(rings))
        for i, ring in enumerate(rings):
            rows.add(dataset, f"ring{i}", ring)
        if controls is not None:
            rows.add(dataset, "controls", controls)
        for name, area in [("zone", zone), *((f"ring{i}", ring) for i, ring in enumerate(rings))]:
            if area[0] > 0:
                rows.add(dataset, f"{name}.exact", rate_ratio(area[:2], area[2:4]))
                rows.add(dataset, f"{name}.dispersed", rate_ratio_dispersed(area[:2], area[2:4], max(1, area[4])))
            if area[0] + area[2] >= 5:
                rows.add(dataset, f"{name}.beyond", events_beyond(area, controls))
        if sum(ring[0] + ring[2] for ring in rings) >= 5:
            rows.add(dataset, "gained", events_beyond(rings, controls))
        rows.add(dataset, "net_averted", -events_beyond([zone, *rings], controls)[[0, 2, 1]])


# ---- datasets side by side ------------------------------------------------------------------------------------------


def dataset_comparison(rows):
    random = np.random.default_rng(20171211)
    for dataset in range(DATASETS):
        window, number = int(random.choice([30, 90, 180])), int(random.integers(2, 5))
        rows.add(dataset, "datasets", number)
        rows.add(dataset, "window", window)
        told = []
        for i in range(number):
            rate, change = random.uniform(0.3, 2.5), random.uniform(0.1, 1.3)
            days = np.arange(-window - 5, window + 5)
            counts = random.poisson(np.where(days < 0, rate, rate * change)) if i % 2 == 0 else random.negative_binomial(
                1, 1 / (1 + np.where(days < 0, rate, rate * change)))
            events = np.repeat(days, counts)
            origins = random.integers(0, 4, len(events)) * random.integers(1, 4)  # 0: nobody is named
            told.append((days, counts, events, origins))
        within = [origins[(events >= -window) & (events < window)] for _, _, events, origins in told]
        known = [set(origins[origins > 0]) for origins in within]
        for i, (days, counts, events, origins) in enumerate(told):
            before = counts[(days >= -window) & (days < 0)].astype(float)
            after = counts[(days >= 0) & (days < window)].astype(float)
            pair = ((before.sum(), window), (after.sum(), window))
            elsewhere = set().union(*(names for j, names in enumerate(known) if j != i))
            rows.add(dataset, f"days{i}", events)
            rows.add(dataset, f"origins{i}", origins)
            rows.add(dataset, f"counts{i}", [before.sum(), after.sum()])
            rows.add(dataset, f"exact{i}", rate_ratio(*pair))
            rows.add(dataset, f"dispersed{i}", rate_ratio_dispersed(*pair, dispersion_factor(before, after)))
            rows.add(dataset, f"shared{i}", [np.isin(within[i], list(elsewhere)).mean(), (within[i] == 0).mean()])
        rows.add(dataset, "shared_origins", sum(sum(name in names for names in known) > 1 for name in set().union(*known)))


# ---- recount --------------------------------------------------------------------------------------------------------


def units_by_day(events, keys, edges, spread):
    """Expected units of each day between edges: rows of first day, days, weight; day 0 is that of entry into force."""
    daily = np.zeros(len(edges) - 1)
    for day, (begin, end) in enumerate(zip(edges, edges[1:])):
        none = {}
        for (first, days, weight), key in zip(events, keys):
            share = max(0.0, min(end, first + days) - max(begin, first)) / days if spread else float(begin <= first < end)
            none[key] = none.get(key, 1.0) * (1 - weight * share)
        daily[day] = sum(1 - chance for chance in none.values())
    return daily


def recount(rows):
    random = np.random.default_rng(20171227)
    for dataset in range(DATASETS):
        window, spread = int(random.choice([14, 30, 60])), dataset % 2
        size = int(random.integers(40, 160))
        first = np.where(random.uniform(size=size) < 0.7, random.integers(-window - 6, 0, size), random.integers(0, window, size))
        days = random.choice([1, 1, 1, 2, 5, 10], size)
        weights = random.choice([1.0, 1.0, 0.5, 0.3], size)
        places, weapons = random.integers(0, 6, size), random.integers(0, 3, size)
        for name, values in (("first_days", first), ("days", days), ("weights", weights), ("places", places),
                             ("weapons", weapons), ("spread", spread), ("window", window)):
            rows.add(dataset, name, values)
        force = 0.5 if spread else 0  # at noon
        inner = lambda begin, end: [begin, *np.arange(np.floor(begin) + 1, np.ceil(end)), end]
        events = list(zip(first, days, weights))
        for unit in ("event", "place_day", "place_day_weapon"):
            keys = [i if unit == "event" or place == 0 else (place, weapon if unit == "place_day_weapon" else None)
                    for i, (place, weapon) in enumerate(zip(places, weapons))]
            before = units_by_day(events, keys, inner(force - window, force), spread)
            after = units_by_day(events, keys, inner(force, force + window), spread)
            pair = ((before.sum(), window), (after.sum(), window))
            rows.add(dataset, f"{unit}.counts", [before.sum(), after.sum()])
            rows.add(dataset, f"{unit}.exact", rate_ratio(*pair))
            rows.add(dataset, f"{unit}.dispersed", rate_ratio_dispersed(*pair, dispersion_factor(before, after)))


METHODS = (interrupted_series, difference_in_differences, duration, retaliation, anticipation, displacement,
           dataset_comparison, recount)


def main():
    for method in METHODS:
        if sys.argv[2:] and method.__name__ not in sys.argv[2:]:
            continue
        rows = Rows()
        method(rows)
        rows.write(os.path.join(sys.argv[1], method.__name__ + ".csv"))


if __name__ == "__main__":
    main()
