"""Types for TypeScript, one file for each entry point of the package."""

from generator.plans.types import constants_file, errors_file, index_file
from generator.render import render


def files(module):
    """{path: text} of the .d.ts files."""
    result = {"types/index.d.ts": render(__package__, "index.d.ts.j2", index_file(module))}
    for entry in module.exports.entries:
        path = f"types/{entry.name}.d.ts"
        if entry.target is None:
            result[path] = render(__package__, "constants.d.ts.j2", constants_file(module, entry))
        elif entry.target.kind == "errors":
            result[path] = render(__package__, "errors.d.ts.j2", errors_file(module, entry.target))
    return result
