"""The table of budgets: what one operation may take, what it takes now, and where the two differ."""

import tomllib
from dataclasses import dataclass

from counts import SLACK


@dataclass(frozen=True)
class Difference:
    """A count that is not what the table says."""

    operation: str
    name: str
    budget: float
    count: float

    def __str__(self):
        what = "more than its budget" if self.count > self.budget else "far below its budget"
        return f"{self.operation}: {self.name} is {number(self.count)}, {what} of {number(self.budget)}"


def differences(budgets, counts, allowance):
    """Where COUNTS, a dictionary of names for each operation, are farther from BUDGETS than ALLOWANCE, a part."""
    found = []
    for operation in sorted(budgets.keys() | counts.keys()):
        wanted, seen = budgets.get(operation, {}), counts.get(operation, {})
        for name in sorted(wanted.keys() | seen.keys()):
            budget, count = wanted.get(name, 0), seen.get(name, 0)
            if abs(count - budget) > max(budget * allowance, SLACK):
                found.append(Difference(operation, name, budget, count))
    return found


def read_table(path):
    """The whole table; that of one guard is a dictionary of dictionaries next to its `allowance`."""
    return tomllib.loads(path.read_text())


def split(table):
    """The allowance and the budgets of the table of one guard."""
    budgets = {operation: names for operation, names in table.items() if operation != "allowance"}
    return table["allowance"], budgets


def replaced(table, counts):
    """The table of one guard with COUNTS in the place of its budgets."""
    return {"allowance": table["allowance"], **counts}


def write_table(path, table):
    """Writes TABLE with the comment that PATH begins with."""
    comment = [line for line in path.read_text().splitlines() if line.startswith("#")]
    path.write_text("\n".join([*comment, *_lines(table)]) + "\n")


def _lines(table):
    for guard, operations in table.items():
        allowance, budgets = split(operations)
        yield from ("", f"[{guard}]", f"allowance = {allowance}")
        for operation, names in budgets.items():
            cells = ", ".join(f"{name} = {number(count)}" for name, count in names.items())
            yield f"{operation} = {{ {cells} }}"


def number(value):
    """VALUE with two decimals, without the zeros at its end."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
