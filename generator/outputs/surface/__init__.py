"""What there is to call, as data: for programs that are to reach every method without knowing one."""

import json

from generator.plans.surface import surface
from generator.render import WIDTH


def files(module):
    """{path: text} of the one file."""
    return {"surface.json": _text(surface(module)) + "\n"}


def _text(value, indent="", before=0):
    """JSON that is for reading: on one line what fits there, `before` characters of it being taken."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + before + len(line) < WIDTH or not isinstance(value, (dict, list)) or not value:
        return line
    inner = indent + "  "
    if isinstance(value, list):
        items = [inner + _text(item, inner) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{indent}]"
    keys = {key: json.dumps(key, ensure_ascii=False) + ": " for key in value}
    items = [inner + keys[key] + _text(value[key], inner, len(keys[key])) for key in value]
    return "{\n" + ",\n".join(items) + f"\n{indent}}}"
