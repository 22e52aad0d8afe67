"""The plan of the campaign: which faults there are, which of them a sample takes, how they are written."""

import errno

import outcome
import plan
import pytest
import tables

COUNTS = {"life": {"read": 2, "malloc": 1, "uv_write": 1}}


def names(faults):
    return [str(fault) for fault in faults]


def test_every_error_of_every_call_once_and_for_good():
    faults = names(plan.every("bare", COUNTS))
    errors = tables.read("system")["read"].errors
    for error in errors:
        for nth in (1, 2):
            assert f"life/read:{error}:{nth}" in faults
            assert f"life/read:{error}:{nth}+" in faults
    assert "life/malloc:ENOMEM:1" in faults
    assert len(faults) == 4 * len(errors) + 1 + len(tables.read("libuv")["uv_write"].errors)


def test_a_storm_of_signals_passes():
    faults = plan.every("node", {"life": {"read": 1}})
    assert {f.times for f in faults if f.error == "EINTR"} == {1, plan.STORM}
    assert {f.times for f in faults if f.error == "EIO"} == {1, plan.FOR_GOOD}


def test_a_fault_is_read_as_it_is_written():
    for fault in plan.every("node", COUNTS):
        assert plan.parse(str(fault)) == fault


def test_a_sample_is_the_same_for_the_same_seed_and_takes_each_error():
    faults = plan.every("bare", {"life": {"read": 50}})
    some = plan.sample(faults, 20, 7)
    assert names(some) == names(plan.sample(faults, 20, 7))
    assert names(some) != names(plan.sample(faults, 20, 8))
    assert {fault.error for fault in some} == set(tables.read("system")["read"].errors)


@pytest.mark.parametrize("table", ["system", "memory", "libuv"])
def test_errors_have_names_that_the_system_knows(table):
    for call in tables.read(table).values():
        assert all(hasattr(errno, error) for error in call.errors), call


@pytest.mark.parametrize(
    ("defect", "kind"),
    [
        ("died of SIGSEGV", "crashes"),
        ("hung", "hangs"),
        ("stands still, and nobody says why: client", "hangs"),
        ("descriptors: + 7 -> socket", "leaks"),
        ("client: close came 2 times", "unreported"),
    ],
)
def test_what_a_defect_is_counted_as(defect, kind):
    assert outcome.kind_of(defect) == kind


def test_a_call_that_no_table_knows_is_told():
    assert plan.unknown_calls("bare", {"life": {"read": 1, "teleport": 1}}) == ["teleport"]
