"""The table for people, and the same for programs."""

from dataclasses import asdict

from .contestants import CONTESTANTS, REFERENCE

_OURS = "ours-bare"


def as_json(all_results):
    """Every figure, as plain lists and dictionaries."""
    return [_workload_as_json(results) for results in all_results]


def _workload_as_json(results):
    workload = results.workload
    return {
        "name": workload.name,
        "title": workload.title,
        "unit": workload.unit,
        "target": workload.target,
        "target_is": workload.unit if workload.absolute else "ratio to C on libuv",
        "smaller_is_better": workload.smaller_is_better,
        "contestants": {name: _contestant_as_json(results, name) for name in results.contestants()},
    }


def _contestant_as_json(results, name):
    ratio = results.ratio(name)
    return {
        "figure": asdict(results.figure(name)),
        "cpu_microseconds": asdict(results.cpu(name)),
        "ratio": asdict(ratio) if ratio else None,
        "verdict": results.verdict(name) if name == _OURS else None,
        "against": {
            peer: results.against(name, peer)
            for peer in results.contestants()
            if CONTESTANTS[name].ours and CONTESTANTS[peer].engine and not CONTESTANTS[peer].ours
        },
    }


def as_markdown(all_results):
    """A table with a row for each workload and contestant."""
    lines = [
        "| | | median | middle half | ratio to C | CPU, µs a unit | |",
        "| --- | --- | ---: | :---: | ---: | ---: | --- |",
    ]
    for results in all_results:
        title = f"**{results.workload.title}**, {results.workload.unit}"
        for name in results.contestants():
            lines.append(_row(results, name, title))
            title = ""
    return "\n".join(lines)


def _row(results, name, title):
    figure, ratio = results.figure(name), results.ratio(name)
    cells = [
        title,
        CONTESTANTS[name].title,
        number(figure.median),
        f"{number(figure.low)} – {number(figure.high)}",
        f"{ratio.median:.2f}" if ratio and name != REFERENCE else "",
        number(results.cpu(name).median) if results.cpu(name).median else "",
        _remarks(results, name),
    ]
    return f"| {' | '.join(cells)} |"


def _remarks(results, name):
    if not CONTESTANTS[name].ours:
        return ""
    remarks = []
    if name == _OURS and results.verdict(name):
        remarks.append(f"target {results.workload.target:g}: {results.verdict(name)}")
    for peer in results.contestants():
        if not CONTESTANTS[peer].engine or CONTESTANTS[peer].ours:
            continue
        side = results.against(name, peer)
        if side != "ahead":
            remarks.append(f"{CONTESTANTS[peer].title}: {side}")
    return "; ".join(remarks)


def number(value):
    """VALUE with as many decimals as tell something."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def summary(all_results, name=_OURS):
    """One line for each peer that NAME met: in how many workloads it is ahead, and in which it is not."""
    lines = []
    for peer, sides in _sides(all_results, name).items():
        ahead = sum(side == "ahead" for side in sides.values())
        others = [f"{workload} {side}" for workload, side in sides.items() if side != "ahead"]
        against = f"{CONTESTANTS[name].title} is ahead of {CONTESTANTS[peer].title} in {ahead} of {len(sides)}"
        lines.append(f"# {against}" + (f"; {', '.join(others)}" if others else ""))
    return "\n".join(lines)


def _sides(all_results, name):
    """For each peer the workloads in which the two met, and who was ahead."""
    sides = {}
    for results in all_results:
        if name not in results.contestants():
            continue
        for peer in results.contestants():
            if CONTESTANTS[peer].engine and not CONTESTANTS[peer].ours:
                sides.setdefault(peer, {})[results.workload.name] = results.against(name, peer)
    return sides
