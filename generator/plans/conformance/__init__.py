"""Tests that follow from the IDL: what every engine must agree on, as calls and expected results."""

from generator.plans.conformance.file import conformance_file

__all__ = ["conformance_file"]
