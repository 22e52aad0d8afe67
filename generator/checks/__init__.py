"""What is wrong with a module although every name in it is known. Each check only adds diagnostics."""
from . import (backing, c_names, crossing, cycles, documentation, js_names, naming, options, outcomes, overloads, paths,
               shadowing)

ALL = (cycles.check, backing.check, crossing.check, overloads.check, outcomes.check, options.check, naming.check,
       shadowing.check, c_names.check, js_names.check, paths.check, documentation.check)


def check(program):
    """Runs them all."""
    for each in ALL:
        each(program)
