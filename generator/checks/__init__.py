"""What is wrong with a module although every name in it is known. Each check only adds diagnostics."""
from . import backing, cycles, documentation, naming, overloads

ALL = (cycles.check, backing.check, overloads.check, naming.check, documentation.check)


def check(program):
    """Runs them all."""
    for each in ALL:
        each(program)
