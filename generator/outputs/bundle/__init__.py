"""The module's JavaScript in one file, for programs to load.

An engine looks a file up, reads and compiles it at each `require`, which takes longer than all else
that a module does when it is loaded. The entry, and every file of the project that it leads to,
become one; packages and what `imports` of package.json names stay what they are.
"""

from generator.outputs import javascript
from generator.outputs.bundle.naming import names_of
from generator.outputs.bundle.sources import Sources
from generator.render import render

ENTRY = "js/index.js"


def files(module):
    """{path: text} below the module's folder: the bundle, and a file for each further way into the package."""
    sources = Sources(module.root, f"generated/{module.name}", javascript.files(module))
    *inner, entry = sources.reachable(ENTRY)
    texts = {"index.js": render(__package__, "bundle.js.j2", module, inner=inner, entry=entry, packages=sources.packages,
                              names=names_of(inner, entry, sources.packages))}
    for subpath in module.exports.subpaths:
        name = subpath.path.removeprefix("./")
        texts[f"subpaths/{name}.js"] = render(__package__, "subpath.js.j2", module, name=subpath.entry.name,
                                              up="../" * (name.count("/") + 1))
    return texts
