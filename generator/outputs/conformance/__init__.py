"""Tests of the facts in the IDL that must hold on every engine, for brittle: one file that runs all."""

from generator.plans.conformance import conformance_file
from generator.render import render


def files(module):
    """{path: text} of the test files."""
    plan = conformance_file(module)
    result = {"conformance.js": render(__package__, "conformance.js.j2", plan)}
    for part in ["assertions", "scalars", *plan.parts]:
        result[f"conformance/{part}.js"] = render(__package__, f"{part}.js.j2", plan)
    return result
