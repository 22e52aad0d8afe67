"""The native boundary, as the functions that lead to it."""
from __future__ import annotations

from generator import names
from generator.plans.boundary import boundary
from generator.plans.surface.types import describe


def natives_surface(module):
    """Each native and its functions: one that `makes` returns what names an object, one that `takes` begins with it."""
    plans = {plan.name: plan for plan in boundary(module).natives}
    return [_native(native, plans[native.name]) for native in module.natives]


def _native(native, plan):
    return {
        "name": native.name,
        "functions": [_operation(op, planned) for op, planned in zip(native.ops, plan.operations, strict=True)],
        "offers": {offer: plan.var + names.pascal(offer) for offer in plan.offers},
        "callbacks": [callback.name for callback in native.callbacks],
        "teardown": next((o.js_name for o in plan.operations if o.name == plan.teardown), None),
    }


def _operation(op, planned):
    return {
        "name": planned.js_name,
        "makes": op.makes_self,
        "takes": op.takes_self,
        "params": [{"name": param.name, "type": describe(param.type)} for param in op.params],
        "throws": op.throws,
    }
