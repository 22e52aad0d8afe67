"""The C header of the boundary."""

from generator.plans.boundary import boundary
from generator.render import render


def files(module):
    """{path: text} below the module's folder: nothing for a module without a native boundary."""
    if not module.natives:
        return {}
    plan = boundary(module)
    return {f"{plan.module}.h": render(__package__, "header.h.j2", plan)}
