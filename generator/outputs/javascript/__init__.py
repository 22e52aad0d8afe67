"""The module's JavaScript: classes, functions and values."""

from generator.plans.javascript import javascript
from generator.plans.javascript.spelling import quoted
from generator.project import BrokenOutput
from generator.render import render


def files(module):
    """{path: text} below the module's folder. A file that would hold nothing is not made."""
    plan = javascript(module)
    texts = {"js/index.js": render(__package__, "index.js.j2", plan)}

    def add(name, template, **more):
        path = f"js/{name}.js"
        if path in texts:
            raise BrokenOutput(f"two things of ‘{module.name}’ would stand in ‘{path}’: one needs another name")
        texts[path] = render(__package__, template, plan, quoted=quoted, **more)

    for name, content in (("flags", plan.flags), ("scalars", plan.scalars or plan.ducks), ("options", plan.dictionaries),
                          ("protocols", plan.protocols), ("errors", plan.errors), ("objects", plan.has_callbacks)):
        if content:
            add(name, f"{name}.js.j2")
    for constants in plan.constants:
        add(constants.name, "constants.js.j2", constants=constants)
    for class_ in plan.classes:
        add(class_.file, "class.js.j2", class_=class_)
    return texts
