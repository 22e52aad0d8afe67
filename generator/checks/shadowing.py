"""Names that are each other's in what is generated, although the IDL tells them apart."""
from __future__ import annotations

import posixpath

from .naming import JS_RESERVED
from .overloads import callables

# What a generated file calls its own, wherever a parameter or an option could be seen in its place.
IN_BODIES = {"binding": "the native functions", "errors": "the errors", "undefined": "the value of that name"}
IN_OPTIONS = {"options": "the object that the options are read from", "scalars": "the checks of values",
              "undefined": "the value of that name"}


def check(program):
    """Looks at flags, parameters and options."""
    _flags(program)
    taken = _taken(program.module)
    for callable_ in callables(program.module):
        own = {**taken, "result": "what a call brings"} if _keeps_result(callable_) else taken
        _params(program, callable_.params, own)
    for cls in program.module.classes:
        for override in cls.overrides:
            _params(program, override.params, taken)
    for native in program.module.natives:
        for op in native.ops:
            _results(program, op)
        for callback in native.callbacks:
            _params(program, callback.params, taken)
    for dictionary in program.module.dictionaries:
        _options(program, dictionary)


def _flags(program):
    """All flags of a module, those of its natives too, are values of one file."""
    first = {}
    everything = (*program.module.flags, *(f for n in program.module.natives for f in n.flags))
    for flags in everything:
        already = first.setdefault(flags.name, flags)
        if already is not flags and already.owner is not flags.owner:
            program.error("duplicate-flags", flags.span, f"the module has flags ‘{flags.name}’ already",
                          related=(already.span, "the first ones"))


def _results(program, op):
    """What an operation brings stands among its parameters in C."""
    params = {param.name: param for param in op.params}
    for item in op.results:
        if item.name in params:
            program.error("shadowed-name", op.span, f"‘{op.name}’ has a parameter ‘{item.name}’, and a result of that name",
                          related=(params[item.name].span, "the parameter"))


def _taken(module):
    """{name: what the generated files have under it}"""
    found = dict(IN_BODIES)
    for file in module.hook_files:
        found[posixpath.basename(file.path).removesuffix(".js")] = f"the hooks of {file.path}"
    for protocol in module.protocols:
        for symbol in protocol.symbols:
            found[symbol.name] = f"a symbol of ‘{protocol.name}’"
    return found


def _keeps_result(callable_):
    return any(c.kind == "call" and c.then is not None for c in callable_.body)


def _params(program, params, taken):
    for param in params:
        if param.name in taken:
            program.error("shadowed-name", param.span,
                          f"a parameter called ‘{param.name}’ hides {taken[param.name]}")


def _options(program, dictionary):
    for option in dictionary.members:
        if option.name in JS_RESERVED:
            program.error("reserved-word", option.span, f"‘{option.name}’ is a reserved word of JavaScript")
        elif option.name in IN_OPTIONS:
            program.error("shadowed-name", option.span, f"an option called ‘{option.name}’ hides "
                          f"{IN_OPTIONS[option.name]}")
