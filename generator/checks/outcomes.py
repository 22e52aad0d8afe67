"""What a method or a function says that it returns, against its body."""
from __future__ import annotations


def check(program):
    """Looks at everything with a return type and a body of its own."""
    for callable_ in (*program.module.functions, *(m for c in program.module.classes for m in c.methods)):
        if program.damaged(callable_) or callable_.returns is None or getattr(callable_, "delegate", None) is not None:
            continue
        if callable_.outcome is None and callable_.returns.kind != "unresolved":
            program.error("returns-nothing", callable_.span,
                          f"nothing in the body of ‘{callable_.name}’ returns what it says that it returns",
                          note="a ‘hook’ or a ‘call’ that the body ends with does, and so does ‘-> this’; "
                               "otherwise it is ‘-> void’")
