"""The module's JavaScript: classes, functions and values."""

from generator.plans.javascript import javascript
from generator.render import render


def files(module):
    """{path: text} below the module's folder."""
    plan = javascript(module)
    texts = {
        "js/index.js": render(__package__, "index.js.j2", plan),
        "js/flags.js": render(__package__, "flags.js.j2", plan),
        "js/scalars.js": render(__package__, "scalars.js.j2", plan),
        "js/options.js": render(__package__, "options.js.j2", plan),
        "js/protocols.js": render(__package__, "protocols.js.j2", plan),
    }
    if plan.errors is not None:
        texts["js/errors.js"] = render(__package__, "errors.js.j2", plan)
    for constants in plan.constants:
        texts[f"js/{constants.name}.js"] = render(__package__, "constants.js.j2", plan, constants=constants)
    for class_ in plan.classes:
        texts[f"js/{class_.file}.js"] = render(__package__, "class.js.j2", plan, class_=class_)
    return texts
