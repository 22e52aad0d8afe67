"""Which faults there are: every call, each of its errors, each time that it happens, once and for good."""

import random
from dataclasses import asdict, dataclass
from itertools import chain, zip_longest

import tables

FOR_GOOD = "on"

# A signal does not interrupt the same call for ever. Whoever repeats a call gets through in the end.
STORM = 100

# Calls of the system that fail, may fail for as long as they are made.
LASTING = ("system",)

FAMILIES = {
    "bare": ("system", "memory", "libuv", "bare"),
    "node": ("system", "memory", "libuv", "node"),
}


# What is no scenario: the package is loaded. The engine reads files for that, which is its own affair.
LOADING = "load"


@dataclass(frozen=True)
class Fault:
    """The calls number `nth` to `nth + times - 1` of a scenario fail with `error`."""

    scenario: str
    call: str
    error: str
    nth: int
    times: object

    def __str__(self):
        mark = "" if self.times == 1 else "+"
        return f"{self.scenario}/{self.call}:{self.error}:{self.nth}{mark}"

    def as_json(self):
        return asdict(self)


def lasting(error):
    return STORM if error == "EINTR" else FOR_GOOD


def parse(text):
    """The fault that is written as `str` writes it."""
    scenario, rest = text.split("/")
    call, error, nth = rest.split(":")
    times = lasting(error) if nth.endswith("+") else 1
    return Fault(scenario, call, error, int(nth.rstrip("+")), times)


def faults_of(call, scenario, count, lasts):
    for error in call.errors:
        for nth in range(1, count + 1):
            yield Fault(scenario, call.name, error, nth, 1)
            if lasts:
                yield Fault(scenario, call.name, error, nth, lasting(error))


def every(engine, counts):
    """All faults. `counts` has for each scenario how often each call happens in it."""
    found = []
    for family in FAMILIES[engine]:
        for call in tables.read(family).values():
            for scenario, times in counts.items():
                if scenario == LOADING and family == "system":
                    continue
                lasts = family in LASTING
                found.extend(faults_of(call, scenario, times.get(call.name, 0), lasts))
    return found


def unknown_calls(engine, counts):
    """Calls that have happened and that no table knows."""
    known = {name for family in FAMILIES[engine] for name in tables.read(family)}
    return sorted({name for times in counts.values() for name in times} - known)


def sample(faults, size, seed):
    """As many of them, the same for the same seed, and of each call's errors the same number."""
    groups = {}
    for fault in faults:
        groups.setdefault((fault.call, fault.error, fault.times), []).append(fault)
    generator = random.Random(seed)
    for group in groups.values():
        generator.shuffle(group)
    rounds = chain.from_iterable(zip_longest(*groups.values()))
    chosen = [fault for fault in rounds if fault is not None][:size]
    return sorted(chosen, key=lambda fault: (fault.scenario, fault.call, fault.error, fault.nth))
