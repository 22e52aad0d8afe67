"""How values cross between C and one engine's JavaScript: the shape of an engine's type table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Down:
    """From JavaScript to C.

    declare  C declarations for `name`
    read     expression that is true once `name` holds the value of `arg`
    passes   C arguments that hand it to the runtime
    release  statement that lets it go again, or None
    """
    declare: str
    read: str
    passes: str
    release: str | None = None


@dataclass(frozen=True)
class Up:
    """From C to JavaScript.

    create  statement that makes `target` of `name`
    drop    statement that lets go of a `name` that is owned and cannot be handed over, or None
    """
    create: str
    drop: str | None = None


@dataclass(frozen=True)
class Crossing:
    """An engine's type table.

    down    {key of a parameter: Down}
    up      {key of a parameter or result: Up}
    absent  expression that is true where `arg` stands for a value that is not there
    """
    down: dict
    up: dict
    absent: str
