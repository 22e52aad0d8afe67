"""Sentences of the C header: who owns what, what an operation brings, when a callback comes."""

_DOWN = {
    "copy": "`{name}` is copied.",
    "borrow": "`{name}` is borrowed until this returns.",
    "own": "`{name}` belongs to the runtime from here on.",
    "own on success": "`{name}` belongs to the runtime once this has succeeded, and to the caller otherwise.",
    "pin until": "The memory of `{name}` stays in place until the `{until}` callback; the array itself is "
                 "borrowed until this returns.",
    "lend": "`{name}` is copied, but the memory that it leads to is lent, until the next call or the final "
            "callback.",
}

_RESULT = {
    "own": "`{name}` belongs to the caller.",
}

_RESULT_SET = {None: None, "self": None, "tuple": "Sets the results."}

_UP = {
    "own": "`{name}` belongs to the receiver.",
    "borrow": "`{name}` is borrowed until this returns.",
    "own or borrow": "`{name}` belongs to the receiver where it comes with a `release`, and is borrowed until "
                     "this returns otherwise.",
}

_DELIVER = {
    "open": "Not after closing has been asked for, or the environment exits.",
    "alive": "Not when the environment exits.",
    "last": "The final callback, exactly once for each object, also when the environment exits.",
}


def _owned(table, items):
    for item in items:
        if item.ownership is None:
            continue
        until = item.ownership.until.name if item.ownership.until is not None else ""
        yield table[item.ownership.word].format(name=item.name, until=until)


def _names(declarations):
    return ", ".join(f"`{d.name}`" for d in declarations)


def _result_sentence(op):
    if not op.throws:
        return _RESULT_SET.get(op.returns.kind if op.returns is not None else None, "Sets `result`.")
    if op.makes_self:
        return "`data` is the caller's. Returns 0 with `result` set, or libuv's negative code."
    if op.returns is None:
        return "Returns 0, or libuv's negative code."
    if op.returns.kind == "tuple":
        return "Returns 0 with the results set, or libuv's negative code."
    kind = f", of {op.returns.name}" if op.returns.kind == "flags" else ""
    return f"Returns 0 with `result` set{kind}, or libuv's negative code."


def operation_notes(native, op):
    """The comment of an operation: its documentation, ownership, outcome."""
    sentences = list(_owned(_DOWN, op.params))
    if op.returns is not None and op.returns.kind == "tuple":
        sentences += _owned(_RESULT, op.returns.items)
    sentences.append(_result_sentence(op))
    if op.request is not None:
        sentences.append("One at a time: another one before the callback is UV_EBUSY.")
    if op.completes is not None:
        sentences.append(f"Completes with the `{op.completes.name}` callback.")
    if op.starts:
        sentences.append(f"Callbacks that may come from here on: {_names(op.starts)}.")
    if op.stops:
        sentences.append(f"Callbacks that come no more from here on: {_names(op.stops)}.")
    return _paragraphs(op, sentences)


def callback_notes(callback):
    """The comment of a callback: its documentation, ownership, delivery, what may be called inside it."""
    sentences = list(_owned(_UP, callback.params))
    sentences.append(_DELIVER[callback.deliver])
    if callback.gathers is not None:
        sentences.append("Few bytes may be told later in the same turn of the loop, but before any other callback.")
    if callback.reenters:
        sentences.append(f"May call {_names(callback.reenters)}.")
    return _paragraphs(callback, sentences)


def _paragraphs(declaration, sentences):
    body = " ".join(s for s in sentences if s)
    return "\n\n".join(part for part in (declaration.doc.summary, body, f"idl: {declaration.origin}") if part)
