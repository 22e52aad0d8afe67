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
        _number(figure.median),
        f"{_number(figure.low)} – {_number(figure.high)}",
        f"{ratio.median:.2f}" if ratio and name != REFERENCE else "",
        _number(results.cpu(name).median) if results.cpu(name).median else "",
        _remarks(results, name),
    ]
    return f"| {' | '.join(cells)} |"


def _remarks(results, name):
    if not CONTESTANTS[name].ours:
        return ""
    remarks = []
    if name == _OURS and results.workload.target is not None:
        remarks.append(f"target {results.workload.target:g}: {results.verdict(name)}")
    for peer in results.contestants():
        if not CONTESTANTS[peer].engine or CONTESTANTS[peer].ours:
            continue
        side = results.against(name, peer)
        if side != "ahead":
            remarks.append(f"{side} of {CONTESTANTS[peer].title}" if side == "behind" else f"{CONTESTANTS[peer].title} {side}")
    return "; ".join(remarks)


def _number(value):
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
