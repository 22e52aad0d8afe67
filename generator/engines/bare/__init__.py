"""Bare: V8 behind js.h."""

from generator.engines.bare.types import CROSSING
from generator.plans.boundary import boundary
from generator.plans.glue import glue
from generator.render import render


def files(module):
    """{path: text} below the module's folder: nothing for a module without a native boundary."""
    if not module.natives:
        return {}
    plan = glue(boundary(module), CROSSING)
    return {
        "bare.c": render(__package__, "bare.c.j2", plan),
        "bare.js": render(__package__, "bare.js.j2", plan),
    }
