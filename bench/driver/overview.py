"""The README's table: of what is published, the rows that most programs ask about."""

import re

_COLUMNS = {
    "ours-bare": "here, on Bare",
    "npm-bare": "npm's 4.3.1 on Bare",
    "ours-node": "here, on Node.js",
    "net-node": "Node's `net`",
    "net-bun": "Bun's",
    "net-deno": "Deno's",
}

_ROWS = {
    "bulk-64k": "64 KiB writes",
    "bulk-1m": "1 MiB writes",
    "bulk-onread": "64 KiB writes, `onread`",
    "bulk-4k": "4 KiB writes",
    "small-drain": "64 B writes",
    "small-strings": "64 B strings",
    "trips-1": "round trips, 1 connection",
    "trips-64": "round trips, 64 connections",
    "connects-16": "connect, a byte, close; 16 at once",
    "connects-1": "connect, a byte, close; one by one",
    "handles": "handles passed",
    "descriptors": "`Pipe.pipe()`, 64 KiB writes",
    "idle": "an idle connection, KiB",
}

_TABLE = re.compile(r"^\|[^\n]*\| here, on Bare \|.*?(?=\n\n)", re.MULTILINE | re.DOTALL)


def overview(workloads):
    """The table, in Markdown, of a report's workloads: ratios to C, or what is measured where it is smaller that is
    better."""
    by_name = {workload["name"]: workload for workload in workloads}
    rows = [["", *_COLUMNS.values()]]
    rows += [[title, *(_cell(by_name[name], column) for column in _COLUMNS)] for name, title in _ROWS.items()]
    widths = [max(map(len, column)) for column in zip(*rows)]
    ruler = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (rows[0], ruler, *rows[1:]))


def put_overview(text, workloads):
    """TEXT with the table in the place of the one that it has."""
    return _TABLE.sub(lambda _: overview(workloads), text, count=1)


def _cell(workload, contestant):
    measured = workload["contestants"].get(contestant)
    if measured is None:
        return "–"
    if workload["smaller_is_better"]:
        figure = measured["figure"]["median"]
        return f"{figure:.1f}" if figure < 10 else f"{figure:.0f}"
    ratio = measured["ratio"]["median"]
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}".removeprefix("0")


def _line(cells, widths):
    first, *others = cells
    padded = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:]))]
    return f"| {' | '.join(padded)} |"
