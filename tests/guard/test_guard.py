"""What the guard makes of traces, profiles and tables."""

import pytest

import instructions
import system_calls
from budgets import differences, number, read_table, replaced, split, write_table
from counts import FEW, MANY, GuardError, count, per_operation, run
from run import BUDGETS


def test_system_calls_are_counted_under_one_name():
    lines = [
        "readv(3<socket:[1]>, ...) = 1",
        'read(4<pipe:[2]>, "x", 1) = 1',
        "epoll_pwait(5, [{events=EPOLLIN, data=0x3}], 8, 0) = 1",
        "+++ exited +++",
    ]
    assert system_calls.tally(lines) == {"read": 2, "epoll_wait": 1}


def test_what_an_engine_does_for_itself_is_not_counted():
    assert system_calls.tally(["futex(0x1, FUTEX_WAKE) = 1", "brk(NULL) = 0x1", "munmap(0x1, 2) = 0"]) == {}


@pytest.mark.parametrize("data", ["data={u32=8, u64=8}", "data=0x8"])
def test_threads_that_wake_each_other_are_not_counted(data):
    lines = [
        "eventfd2(0, EFD_CLOEXEC) = 8<anon_inode:[eventfd]>",
        f"epoll_wait(5<anon_inode:[eventpoll]>, [{{events=EPOLLIN, {data}}}], 1024, -1) = 1",
        "epoll_wait(5<anon_inode:[eventpoll]>, [], 1024, 80) = 0",
        'read(8<anon_inode:[eventfd]>, "\\1", 1024) = 8',
        'write(9<anon_inode:[eventfd]>, "\\1", 8) = 8',
    ]
    assert system_calls.tally(lines) == {"eventfd2": 1}


def test_a_wait_that_is_not_to_wait_is_counted():
    assert system_calls.tally(["epoll_pwait(5<anon_inode:[eventpoll]>, [], 1024, 0, NULL, 8) = 0"]) == {"epoll_wait": 1}


def test_nothing_is_counted_after_the_last_socket():
    lines = ["close(4<socket:[1]>) = 0", "close(5<socket:[2]>) = 0", "epoll_wait(3, [], 8, 0) = 0", "close(3<x>) = 0"]
    assert system_calls.tally(lines) == {"close": 2}


def test_a_wait_that_something_else_ended_too_is_counted():
    lines = [
        "eventfd2(0, EFD_CLOEXEC) = 8<anon_inode:[eventfd]>",
        "epoll_wait(5<x>, [{events=EPOLLIN, data=0x8}, {events=EPOLLIN, data=0x9}], 1024, -1) = 2",
    ]
    assert system_calls.tally(lines)["epoll_wait"] == 1


PROFILE = """\
events: Ir

fl=/src/runtime/writing.c
fn=pipe_stream_try_write
10 5
cfi=/libc/malloc.c
cfn=malloc
calls=2 1
11 300
fi=/usr/include/stdlib.h
12 7
fe=/src/runtime/writing.c
13 8

fl=/libc/malloc.c
fn=malloc
1 300
summary: 320
"""


def test_instructions_count_where_they_stand_and_calls_only_once():
    assert instructions.tally(PROFILE.splitlines()) == {"runtime": 13, "all": 320, "allocations": 2}


def test_what_both_runs_take_and_chance_fall_out():
    few = {"read": 10 + FEW, "open": 7, "close": 3}
    many = {"read": 10 + MANY, "open": 7, "close": 5}
    assert per_operation(few, many) == {"read": 1}


def test_counting_runs_the_operation_twice(tmp_path):
    seen = []

    def measure(command, _path):
        seen.append(command)
        return {"read": int(command[-1]) * 2}

    assert count(measure, ["driver"], "write") == {"read": 2}
    assert seen == [["driver", "write", str(FEW)], ["driver", "write", str(MANY)]]


def test_a_driver_that_fails_is_an_error_that_says_why():
    with pytest.raises(GuardError, match="no such thing"):
        run(["sh", "-c", "echo no such thing >&2; exit 3"])


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        ({"read": 2.2}, "x: read is 2.2, more than its budget of 2"),
        ({"read": 1.5}, "x: read is 1.5, far below its budget of 2"),
        ({"read": 2, "open": 1}, "x: open is 1, more than its budget of 0"),
        ({}, "x: read is 0, far below its budget of 2"),
    ],
)
def test_differences_above_and_below(counted, text):
    assert [str(difference) for difference in differences({"x": {"read": 2}}, {"x": counted}, 0.05)] == [text]


def test_within_the_allowance_nothing_differs():
    assert not differences({"x": {"read": 100}}, {"x": {"read": 104}}, 0.05)
    assert not differences({"x": {"read": 100}}, {"x": {"read": 96}}, 0.05)


def test_operations_that_are_missing_on_either_side_differ():
    assert differences({"x": {"read": 1}}, {}, 0.05)
    assert differences({}, {"x": {"read": 1}}, 0.05)


def test_the_table_keeps_its_comment_and_its_other_guards(tmp_path):
    path = tmp_path / "budgets.toml"
    path.write_text("# Why.\n\n[a]\nallowance = 0.1\n\n[b]\nallowance = 0.02\nwrite = { read = 2 }\n")
    table = read_table(path)
    table["a"] = replaced(table["a"], {"write-64": {"read": 1.5}})
    write_table(path, table)
    assert path.read_text().startswith("# Why.\n\n[a]\n")
    assert split(read_table(path)["a"]) == (0.1, {"write-64": {"read": 1.5}})
    assert split(read_table(path)["b"]) == (0.02, {"write": {"read": 2}})


def test_the_committed_table_is_as_it_is_written(tmp_path):
    copy = tmp_path / "budgets.toml"
    copy.write_text(BUDGETS.read_text())
    write_table(copy, read_table(copy))
    assert copy.read_text() == BUDGETS.read_text()


@pytest.mark.parametrize(("value", "text"), [(2, "2"), (0.5, "0.5"), (10, "10"), (1.234, "1.23"), (100.0, "100")])
def test_numbers_are_short(value, text):
    assert number(value) == text
