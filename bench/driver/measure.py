"""One measurement of one contestant in one workload."""

import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .contestants import CONTESTANTS
from .process import End
from .startup import startup


@dataclass(frozen=True)
class Sample:
    """`figure` is in the workload's unit; `cpu` the processor seconds of both ends, a million units of work."""

    figure: float
    cpu: float = 0.0


def measure(workload, contestant):
    """Runs WORKLOAD once with CONTESTANT at both ends. Raises EndError when an end fails."""
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        return _KINDS[workload.measure](workload, contestant, Path(directory) / "socket")


def _command(workload, contestant, role, path):
    settings = [f"{name}={value}" for name, value in workload.settings.items()]
    return [*contestant.command, workload.program, role, path, *settings]


def _between_marks(workload, judge, others):
    """From `start` to `done` of JUDGE, and what all of the ends worked meanwhile."""
    began = judge.wait_for("start")
    busy = -sum(end.cpu_seconds() for end in (judge, *others))
    ended = judge.wait_for("done")
    busy += sum(end.cpu_seconds() for end in (judge, *others))
    count = workload.settings["count"]
    return Sample(count / (ended - began) * workload.scale, busy / count * 1e6)


# Who sees the last byte arrive is who says when it was.
_JUDGED_BY_SERVER = ("transfer",)


def _rate(workload, contestant, path):
    with End(_command(workload, contestant, "server", path), workload.processors[0]) as server:
        server.wait_for("ready")
        with End(_command(workload, contestant, "client", path), workload.processors[1]) as client:
            if workload.program in _JUDGED_BY_SERVER:
                return _between_marks(workload, server, (client,))
            return _between_marks(workload, client, (server,))


def _channel(workload, contestant, _path):
    """Both ends are born with one end of a socket pair: its descriptor is the path."""
    pair = socket.socketpair()
    with pair[0], pair[1]:
        commands = [_command(workload, contestant, role, end.fileno()) for role, end in zip(("server", "client"), pair)]
        ends = [
            End(command, processor, (end.fileno(),))
            for command, processor, end in zip(commands, workload.processors, pair)
        ]
    with ends[0] as server, ends[1] as client:
        return _between_marks(workload, server, (client,))


def _alone(workload, contestant, path):
    with End(_command(workload, contestant, "server", path), workload.processors[0]) as end:
        end.wait_for("ready")
        return _between_marks(workload, end, ())


def _memory(workload, contestant, path):
    """What the second half of the connections takes: the first has filled what an engine sets aside."""
    with End(_command(workload, contestant, "server", path), workload.processors[0]) as server:
        server.wait_for("ready")
        with End(_command(workload, CONTESTANTS[workload.client], "client", path), workload.processors[1]):
            server.wait_for("start")
            before = server.resident_kib()
            server.wait_for("done")
            return Sample((server.resident_kib() - before) / (workload.settings["count"] / 2))


def _startup(workload, contestant, path):
    return Sample(startup(contestant, path.parent) * workload.scale)


_KINDS = {"rate": _rate, "channel": _channel, "alone": _alone, "memory": _memory, "startup": _startup}
