"""Draws the figures of a report with gnuplot, as SVG that can be read on light and on dark ground."""

import subprocess

from .contestants import CONTESTANTS, REFERENCE
from .growth_report import BY_BYTE, amount, by_byte

# Neither black nor white: nothing is behind it.
_INK = "#808890"

_COLOURS = {
    "c-libuv": "#808890",
    "c-syscalls": "#b08d57",
    "ours-bare": "#2f81f7",
    "npm-bare": "#f0652f",
    "ours-node": "#17a2a2",
    "net-node": "#3fa045",
    "net-bun": "#d6509e",
    "net-deno": "#9a6bdc",
}

_PLOT_WIDTH, _PLOT_HEIGHT, _ROW, _FRAME = 480, 340, 36, 90


class PlotError(Exception):
    """gnuplot is not there, or did not do what it was told."""


def draw(report, directory):
    """Draws what REPORT has into DIRECTORY. Returns the paths; raises PlotError."""
    directory.mkdir(exist_ok=True)
    drawn = []
    for name, script in (
        ("ratios", _ratios(report.get("workloads", []))),
        ("growth", _growth(report.get("growth", []))),
    ):
        if script is None:
            continue
        path = directory / f"{name}.svg"
        path.write_text(_run_gnuplot(script))
        drawn.append(path)
    return drawn


def _run_gnuplot(script):
    try:
        result = subprocess.run(["gnuplot"], input=script, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise PlotError("There is no gnuplot here: apt-get install -y gnuplot-nox") from error
    if result.returncode != 0:
        raise PlotError(f"gnuplot could not draw it: {result.stderr.strip()}")
    return result.stdout


def _setting(width, height):
    return [
        f"set terminal svg size {width},{height} dynamic noenhanced font 'sans-serif,12'",
        "set encoding utf8",
        f"set border 3 linecolor rgb '{_INK}'",
        f"set tics nomirror textcolor rgb '{_INK}'",
        f"set key textcolor rgb '{_INK}'",
        f"set grid linecolor rgb '{_INK}' linewidth 0.3 dashtype 3",
    ]


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _block(name, rows):
    return [f"${name.replace('-', '_')} << END", *(" ".join(map(str, row)) for row in rows), "END"]


def _title(name):
    return f"title {_quoted(CONTESTANTS[name].title)}"


# ---------------------------------------------------------------- ratios to C

def _ratios(workloads):
    """A row for each workload, with a mark for each contestant at its ratio to C, and its spread."""
    shown = [workload for workload in workloads if any(_ratio_of(workload, name) for name in _COLOURS)]
    names = [name for name in _COLOURS if name != REFERENCE and any(_ratio_of(workload, name) for workload in shown)]
    if not names:
        return None
    lines = _setting(1000, _FRAME + _ROW * len(shown))
    for name in names:
        lines += _block(name, _marks(shown, names, name))
    labels = ", ".join(f"{_quoted(workload['title'])} {len(shown) - row}" for row, workload in enumerate(shown))
    lines += [
        "set logscale x",
        "set format x '%g'",
        f"set xlabel 'times as good as C on libuv: as fast, or as small' textcolor rgb '{_INK}'",
        f"set yrange [0.4:{len(shown) + 0.6}]",
        f"set ytics ({labels})",
        "set key outside right top vertical",
        f"set arrow from 1, graph 0 to 1, graph 1 nohead linecolor rgb '{_INK}' linewidth 1.5",
        "plot " + ", ".join(_marked(name) for name in names),
    ]
    return "\n".join(lines) + "\n"


def _ratio_of(workload, name):
    """How good NAME is in WORKLOAD, of C: as it is told, or its inverse where less is better, unless it is nothing."""
    ratio = workload["contestants"].get(name, {}).get("ratio")
    if not ratio or not workload["smaller_is_better"]:
        return ratio
    if min(ratio.values()) <= 0:
        return None
    return {"median": 1 / ratio["median"], "low": 1 / ratio["high"], "high": 1 / ratio["low"]}


def _marks(workloads, names, name):
    """Where the marks of NAME are: those of a row lie above each other, so that none hides another."""
    offset = (len(names) / 2 - names.index(name) - 0.5) * 0.7 / len(names)
    for row, workload in enumerate(workloads):
        ratio = _ratio_of(workload, name)
        if ratio:
            yield ratio["median"], len(workloads) - row + offset, ratio["low"], ratio["high"]


def _marked(name):
    size = 0.7 if CONTESTANTS[name].ours else 0.5
    return (f"${name.replace('-', '_')} using 1:2:3:4 with xerrorbars pointtype 7 pointsize {size} "
            f"linecolor rgb '{_COLOURS[name]}' {_title(name)}")


# ---------------------------------------------------------------- growth

def _growth(all_series):
    """A plot for each series, both axes logarithmic."""
    if not all_series:
        return None
    plots = [plot for series in all_series for plot in _views(series)]
    rows = (len(plots) + 1) // 2
    lines = _setting(2 * _PLOT_WIDTH, rows * _PLOT_HEIGHT)
    lines += ["set logscale xy", "set format y '%g'", "set key outside bottom center horizontal"]
    lines.append(f"set multiplot layout {rows},2")
    for plot in plots:
        lines += _grown(*plot)
    lines.append("unset multiplot")
    return "\n".join(lines) + "\n"


def _views(series):
    """What is drawn of SERIES: its unit, and what a cost at a point is in it."""
    yield series, series["unit"], lambda at, value: value
    if series["by_size"]:
        yield series, BY_BYTE, by_byte


def _grown(series, unit, shown):
    names = [name for name in _COLOURS if any(name in point["contestants"] for point in series["points"])]
    for name in names:
        yield from _block(name, _costs(series, name, shown))
    places = [point["at"] for point in series["points"]]
    ticks = ", ".join(f"{_quoted(label)} {at}" for at, label in _labels(places, series["per"]))
    yield f"set title {_quoted(series['title'])} textcolor rgb '{_INK}'"
    yield f"set xlabel {_quoted(series['per'])} textcolor rgb '{_INK}'"
    yield f"set ylabel {_quoted(unit)} textcolor rgb '{_INK}'"
    yield f"set xtics ({ticks})"
    yield f"set xrange [{places[0] / 1.5}:{places[-1] * 1.5}]"
    yield "plot " + ", ".join(_drawn_through(name) for name in names)


def _labels(places, per):
    """Each of PLACES with its label; one that is too close to the last one has none."""
    apart = (places[-1] / places[0]) ** (1 / 8)
    last = None
    for at in places:
        near = last is not None and at < last * apart
        yield at, "" if near else amount(at, per)
        last = last if near else at


def _costs(series, name, shown):
    for point in series["points"]:
        costs = point["contestants"].get(name)
        # A logarithm has no place for what costs nothing that could be measured.
        if costs and costs["low"] > 0:
            yield point["at"], *(shown(point["at"], costs[part]) for part in ("cost", "low", "high"))


def _drawn_through(name):
    return (f"${name.replace('-', '_')} using 1:2:3:4 with yerrorlines pointtype 7 pointsize 0.5 linewidth 1.5 "
            f"linecolor rgb '{_COLOURS[name]}' {_title(name)}")
