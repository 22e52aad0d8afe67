"""The driver's own arithmetic: medians, spreads, ratios, verdicts, costs, and what is said of them."""

import json
from pathlib import Path

import pytest

from driver import growth, plots, rounds
from driver.contestants import CONTESTANTS, Contestant
from driver.growth_report import growth_as_json, growth_as_markdown
from driver.measure import Sample
from driver.overview import overview, put_overview
from driver.process import EndError
from driver.report import as_json, as_markdown, summary
from driver.results import Figure, Results
from driver.startup import startup
from driver.workloads import WORKLOADS, Workload

BENCH = Path(__file__).parent


def workload(**more):
    settings = {"unit": "k/s", "scale": 1e-3, "target": 0.5, **more}
    return Workload(settings.pop("name", "w"), "work", "program", {"count": 10}, **settings)


def results(figures, **more):
    """Results of rounds in which each contestant of FIGURES had the figures of its list."""
    all_samples = [
        {name: Sample(values[i], 1.0) for name, values in figures.items() if i < len(values)}
        for i in range(max(map(len, figures.values())))
    ]
    return Results(workload(**more), all_samples)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5], (5, 5, 5)),
        ([1, 3], (2, 1.5, 2.5)),
        ([9, 1, 5, 3, 7], (5, 3, 7)),
        ([4, 1, 2, 3], (2.5, 1.75, 3.25)),
    ],
)
def test_median_and_middle_half(values, expected):
    assert Figure.of(values) == Figure(*expected)


def test_ratios_are_taken_within_a_round():
    slow_machine_in_round_two = results({"c-libuv": [100, 10, 100], "ours-bare": [50, 5, 50]})
    assert slow_machine_in_round_two.ratio("ours-bare") == Figure(0.5, 0.5, 0.5)


def test_a_round_that_one_of_two_missed_does_not_count():
    assert results({"c-libuv": [100, 100], "ours-bare": [50]}).ratio("ours-bare").median == 0.5
    assert results({"ours-bare": [50]}).ratio("ours-bare") is None


@pytest.mark.parametrize(
    ("ours", "expected"),
    [([60, 60, 60], "reached"), ([40, 40, 40], "missed"), ([40, 50, 60], "within the spread")],
)
def test_verdicts(ours, expected):
    assert results({"c-libuv": [100, 100, 100], "ours-bare": ours}).verdict("ours-bare") == expected


def test_a_target_may_be_a_figure_that_is_not_to_be_exceeded():
    memory = {"absolute": True, "smaller_is_better": True, "target": 4}
    assert results({"ours-bare": [3]}, **memory).verdict("ours-bare") == "reached"
    assert results({"ours-bare": [5]}, **memory).verdict("ours-bare") == "missed"


def test_without_a_target_there_is_no_verdict():
    assert results({"c-libuv": [1], "ours-bare": [1]}, target=None).verdict("ours-bare") is None


@pytest.mark.parametrize(
    ("ours", "smaller", "expected"),
    [([12, 12, 12], False, "ahead"), ([8, 8, 8], False, "behind"), ([8, 10, 12], False, "within the spread"),
     ([8, 8, 8], True, "ahead"), ([12, 12, 12], True, "behind")],
)
def test_who_is_ahead(ours, smaller, expected):
    both = results({"ours-bare": ours, "npm-bare": [10, 10, 10]}, smaller_is_better=smaller)
    assert both.against("ours-bare", "npm-bare") == expected


def test_nobody_is_ahead_of_less_than_nothing():
    both = results({"ours-bare": [1, 2], "npm-bare": [-1, 0]}, smaller_is_better=True)
    assert both.against("ours-bare", "npm-bare") == "within the spread"


def test_a_cost_is_the_inverse_of_a_rate():
    rates = results({"c-libuv": [100, 100], "ours-bare": [50, 25]})
    assert growth.cost(rates.workload, 50) == 20
    ratio = rates.cost_ratio("ours-bare")
    assert (ratio.low, ratio.high) == (1 / 0.4375, 1 / 0.3125)
    weights = results({"c-libuv": [2], "ours-bare": [3]}, smaller_is_better=True)
    assert growth.cost(weights.workload, 3) == 3
    assert weights.cost_ratio("ours-bare").median == 1.5


def test_the_summary_names_what_is_not_ahead():
    won = results({"ours-bare": [12], "npm-bare": [10]}, name="won")
    lost = results({"ours-bare": [8], "npm-bare": [10]}, name="lost")
    title = CONTESTANTS["npm-bare"].title
    assert summary([won, lost]) == f"# bare-pipe on Bare is ahead of {title} in 1 of 2; lost behind"


def test_the_table_and_the_figures_say_the_same():
    both = results({"c-libuv": [100], "ours-bare": [51], "npm-bare": [60]})
    remarks = "target 0.5: reached; npm 4.3.1 on Bare: behind"
    assert f"| bare-pipe on Bare | 51.0 | 51.0 – 51.0 | 0.51 | 1.00 | {remarks} |" in as_markdown([both])
    ours = as_json([both])[0]["contestants"]["ours-bare"]
    assert ours["ratio"]["median"] == 0.51
    assert ours["against"] == {"npm-bare": "behind"}


def test_growth_is_told_by_point_and_by_byte():
    points = (growth.Point(1, workload()), growth.Point(1024, workload()))
    series = growth.Series("s", "a write", "µs", "bytes", points, by_size=True)
    measured = [(series, [results({"c-libuv": [1000], "ours-bare": [500]}), results({"c-libuv": [100]})])]
    figures = growth_as_json(measured)[0]["points"]
    assert figures[0]["contestants"]["ours-bare"]["cost"] == 2
    assert figures[0]["contestants"]["ours-bare"]["ratio"]["median"] == 2
    text = growth_as_markdown(measured)
    assert "| 1 | 1.00 | 2.00 | 2.00 |" in text
    assert "| 1 KiB | 10.0 | – | – |" in text
    assert "| 1 KiB | 9.77 | – | – |" in text


def test_names_are_unique_and_series_grow():
    points = [point.workload for series in growth.all_series() for point in series.points]
    names = [one.name for one in (*WORKLOADS, *points)]
    assert len(names) == len(set(names))
    for series in growth.all_series():
        assert [point.at for point in series.points] == sorted({point.at for point in series.points})


def test_connections_stay_below_the_limit_on_descriptors(monkeypatch):
    monkeypatch.setattr(growth, "most_connections", lambda: 700)
    trips = next(series for series in growth.all_series() if series.name == "growth-trips")
    assert [point.at for point in trips.points] == [1, 10, 100, 700]


def test_bursts_are_whole():
    handles = next(series for series in growth.all_series() if series.name == "growth-handles")
    assert all(point.workload.settings["count"] % point.at == 0 for point in handles.points)


def test_every_round_begins_with_another_one_and_who_failed_is_left_out(monkeypatch):
    order = []

    def measure(_workload, contestant):
        order.append(contestant.name)
        if contestant.name == "npm-bare":
            raise EndError("no")
        return Sample(1.0)

    monkeypatch.setattr(rounds, "measure", measure)
    both = rounds.run_rounds(workload(contestants=("c-libuv", "ours-bare", "npm-bare")), None, 3)
    assert order == ["c-libuv", "ours-bare", "npm-bare", "ours-bare", "c-libuv", "c-libuv", "ours-bare"]
    assert both.contestants() == ["c-libuv", "ours-bare"]


def test_labels_that_would_overlap_are_left_out():
    labels = plots._labels([1, 1 << 10, 1 << 12, 1 << 20, 1 << 30], "bytes")
    assert list(labels) == [(1, "1"), (1 << 10, "1 KiB"), (1 << 12, ""), (1 << 20, "1 MiB"), (1 << 30, "1 GiB")]


def test_a_plot_shows_whoever_has_a_ratio(tmp_path, monkeypatch):
    scripts = []
    monkeypatch.setattr(plots, "_run_gnuplot", lambda script: scripts.append(script) or "<svg/>")
    both = results({"c-libuv": [2.0], "ours-bare": [1.0], "npm-bare": [0.5]})
    paths = plots.draw({"workloads": as_json([both])}, tmp_path / "plots")
    assert [path.name for path in paths] == ["ratios.svg"]
    assert "$ours_bare << END\n0.5 1.175 0.5 0.5\nEND" in scripts[0]
    assert "$npm_bare << END\n0.25 0.825 0.25 0.25\nEND" in scripts[0]


def test_less_is_better_is_drawn_as_its_inverse(tmp_path, monkeypatch):
    scripts = []
    monkeypatch.setattr(plots, "_run_gnuplot", lambda script: scripts.append(script) or "<svg/>")
    weights = results({"c-libuv": [1.0], "ours-bare": [4.0]}, smaller_is_better=True)
    plots.draw({"workloads": as_json([weights])}, tmp_path / "plots")
    assert "$ours_bare << END\n0.25 1.0 0.25 0.25\nEND" in scripts[0]


def test_nothing_at_all_has_no_inverse_to_draw(tmp_path, monkeypatch):
    scripts = []
    monkeypatch.setattr(plots, "_run_gnuplot", lambda script: scripts.append(script) or "<svg/>")
    weights = results({"c-libuv": [1.0], "c-syscalls": [0.0], "ours-bare": [4.0]}, smaller_is_better=True)
    plots.draw({"workloads": as_json([weights])}, tmp_path / "plots")
    assert "$c_syscalls" not in scripts[0]
    assert "$ours_bare << END\n0.25 1.0 0.25 0.25\nEND" in scripts[0]


def test_without_gnuplot_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(plots.PlotError, match="gnuplot-nox"):
        plots._run_gnuplot("")


def test_a_start_without_the_package_names_nothing_of_it(tmp_path):
    shown = tmp_path / "shown"
    shown.mkdir()
    show = ("sh", "-c", f'cp "$1" {shown} && test -f "$(dirname "$1")/node_modules/bare-pipe/package.json"', "sh")
    project = CONTESTANTS["ours-bare"].command[-2:]
    seconds = startup(Contestant("shown", "", (*show, *project)), tmp_path, pairs=1)
    assert isinstance(seconds, float)
    assert (shown / "without.js").read_text() == "require('bare-events')\nrequire('bare-stream')\n"
    assert (shown / "with.js").read_text() == (shown / "without.js").read_text() + "require('bare-pipe')\n"


def published():
    return json.loads((BENCH / "results.json").read_text())["workloads"]


def test_the_readme_says_what_is_published():
    assert overview(published()) in (BENCH.parent / "README.md").read_text()


def test_the_readmes_table_is_replaced_and_nothing_else():
    old = "Before.\n\n|  | here, on Bare |\n| - | -: |\n| 64 KiB writes | .01 |\n\n| another | table |\n"
    assert put_overview(old, published()) == f"Before.\n\n{overview(published())}\n\n| another | table |\n"


def test_who_does_not_take_part_has_a_dash():
    handles = next(line for line in overview(published()).splitlines() if line.startswith("| handles passed"))
    assert [cell.strip() for cell in handles.split("|")[5:8]] == ["–", "–", "–"]
