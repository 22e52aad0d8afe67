"""Node.js: V8 behind Node-API."""

from generator.engines.node.types import CROSSING
from generator.plans.boundary import boundary
from generator.plans.glue import glue
from generator.render import render


def files(module):
    """{path: text} below the module's folder: nothing for a module without a native boundary."""
    if not module.natives:
        return {}
    plan = glue(boundary(module), CROSSING)
    return {
        "node.c": render(__package__, "node.c.j2", plan),
        "node.js": render(__package__, "node.js.j2", plan),
    }
