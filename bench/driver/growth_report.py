"""The growth of cost as tables for people, and as figures for programs."""

from dataclasses import asdict

from .contestants import CONTESTANTS, REFERENCE
from .growth import cost
from .report import number

BY_BYTE = "ns a byte"
_UNITS = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))


def growth_as_json(measured):
    """MEASURED is a list of a series and the results of its points."""
    return [
        {
            "name": series.name,
            "title": series.title,
            "unit": series.of,
            "per": series.per,
            "by_size": series.by_size,
            "points": [
                {"at": point.at, "contestants": {name: _costs(results, name) for name in results.contestants()}}
                for point, results in zip(series.points, all_results)
            ],
        }
        for series, all_results in measured
    ]


def _costs(results, name):
    figure, ratio = results.figure(name), results.cost_ratio(name)
    low, high = sorted(cost(results.workload, side) for side in (figure.low, figure.high))
    return {
        "cost": cost(results.workload, figure.median),
        "low": low,
        "high": high,
        "cpu_microseconds": results.cpu(name).median,
        "ratio": asdict(ratio) if ratio else None,
    }


def growth_as_markdown(measured):
    """One table for each series, two for one that tells the cost of a byte as well."""
    tables = []
    for series in growth_as_json(measured):
        tables.append(_table(series, series["unit"], lambda at, value: value))
        if series["by_size"]:
            tables.append(_table(series, BY_BYTE, by_byte))
    return "\n\n".join(tables)


def _table(series, unit, shown):
    names = sorted({name for point in series["points"] for name in point["contestants"]}, key=list(CONTESTANTS).index)
    heads = [CONTESTANTS[name].title + (", of C's" if part else "") for name in names for part in _parts(name)]
    lines = [
        f"| **{series['title']}**, {unit}; {series['per']} | {' | '.join(heads)} |",
        f"| ---: | {' | '.join('---:' for _ in heads)} |",
    ]
    for point in series["points"]:
        cells = [_cell(point, name, part, shown) for name in names for part in _parts(name)]
        lines.append(f"| {amount(point['at'], series['per'])} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _parts(name):
    """The columns of a contestant: what it costs, and how many times as much as C."""
    return (0,) if name == REFERENCE else (0, 1)


def _cell(point, name, part, shown):
    costs = point["contestants"].get(name)
    if costs is None:
        return "–"
    if part == 0:
        return number(shown(point["at"], costs["cost"]))
    return number(costs["ratio"]["median"]) if costs["ratio"] else "–"


def by_byte(size, microseconds):
    """What a byte costs of a write of SIZE bytes, in nanoseconds."""
    return microseconds * 1e3 / size


def amount(value, per):
    """VALUE as people write it, with a unit where what grows is bytes."""
    if per == "bytes":
        for size, unit in _UNITS:
            if value >= size:
                return f"{value // size} {unit}"
    return f"{value:,}".replace(",", " ")
