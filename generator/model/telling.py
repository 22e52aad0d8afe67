"""What tells one way to call something from another."""
from __future__ import annotations

from .types import js_kinds


def telling(canonical, params):
    """(place, kinds) of the first argument that tells a shape with `params` from the canonical one; None if none does.

    At that place a value of these kinds can only belong to the shape. One that is left out tells nothing.
    """
    for place, param in enumerate(params):
        kinds = set(js_kinds(param.param.type)) - set(js_kinds(canonical[place].type)) - {"undefined"}
        if param.param is not canonical[place] and kinds:
            return place, tuple(sorted(kinds))
    return None
