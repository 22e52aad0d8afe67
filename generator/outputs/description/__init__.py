"""The boundary as data, for programs that drive any operation and check any callback without knowing either."""

from generator.plans.description import description
from generator.render import render


def files(module):
    """{path: text} below the module's folder: nothing for a module without a native boundary."""
    if not module.natives:
        return {}
    plan = description(module)
    return {name: render(__package__, f"{name}.j2", plan) for name in ("boundary.h", "boundary.c")}
