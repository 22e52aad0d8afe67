"""What is wrong with a module although every name in it is known. Each check only adds diagnostics."""
from . import backing, crossing, cycles, documentation, naming, options, outcomes, overloads, shadowing

ALL = (cycles.check, backing.check, crossing.check, overloads.check, outcomes.check, options.check, naming.check,
       shadowing.check, documentation.check)


def check(program):
    """Runs them all."""
    for each in ALL:
        each(program)
