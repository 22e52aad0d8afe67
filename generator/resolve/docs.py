"""Documentation comments and annotations."""
from __future__ import annotations

import re

from ..model import Annotations, Doc

_TAG = re.compile(r"@([A-Za-z]*)[ \t]*(.*)")
_ARGUMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)[ \t]*(.*)")
TAGS = ("param", "returns", "throws")
ANNOTATIONS = {"unstable": False, "internal": False, "friend": True, "since": True}
VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")


class ReadDoc:
    """A documentation comment with the places of its tags, for the checks that come later."""

    def __init__(self):
        self.summary = []
        self.params = []
        self.returns = None
        self.throws = []

    def doc(self):
        """As the model has it."""
        return Doc("\n".join(self.summary).strip(), {n: _join(t) for n, t, _ in self.params},
                   _join(self.returns[0]) if self.returns else None, tuple((n, _join(t)) for n, t, _ in self.throws))


def read_lines(program, pairs):
    """Takes (line, span) pairs apart into a ReadDoc."""
    result, current = ReadDoc(), None
    for line, span in pairs:
        tag = _TAG.match(line)
        if tag is None:
            (result.summary if current is None else current).append(line)
            continue
        current = _tag(program, result, tag, span)
    return result


def _tag(program, result, tag, span):
    word, rest = tag.group(1), tag.group(2)
    if word not in TAGS:
        program.error("unknown-tag", span, f"unknown tag ‘@{word}’", name=word, among=TAGS)
        return []
    if word == "returns":
        if result.returns is not None:
            program.error("duplicate-tag", span, "‘@returns’ stands here twice")
        result.returns = ([rest], span)
        return result.returns[0]
    argument = _ARGUMENT.match(rest)
    if argument is None:
        program.error("bad-tag", span, f"‘@{word}’ is followed by a name and a text")
        return []
    name, lines = argument.group(1), [argument.group(2)]
    known = result.params if word == "param" else result.throws
    if any(n == name for n, _, _ in known):
        program.error("duplicate-tag", span, f"‘@{word} {name}’ stands here twice")
    known.append((name, lines, span))
    return lines


def _join(lines):
    return " ".join(part for part in (line.strip() for line in lines) if part)


def read_doc(program, item):
    """The ReadDoc of an Item."""
    return read_lines(program, [pair for block in item.docs for pair in zip(block.lines, block.spans)])


def read_annotations(program, item):
    """The Annotations of an Item."""
    values = {}
    for one in item.annotations:
        name = one.name.text
        if name not in ANNOTATIONS:
            program.error("unknown-annotation", one.name.span, f"unknown annotation ‘@{name}’", name=name,
                          among=ANNOTATIONS)
        elif name in values:
            program.error("duplicate-annotation", one.name.span, f"‘@{name}’ stands here twice")
        elif ANNOTATIONS[name] != (one.value is not None):
            program.error("annotation-value", one.name.span, f"‘@{name}’ needs a value: @{name}(\"…\")"
                          if one.value is None else f"‘@{name}’ takes no value")
        else:
            values[name] = True if one.value is None else one.value.value
            if name == "since":
                _check_since(program, one)
    return Annotations(**values)


def _check_since(program, annotation):
    text, version = annotation.value.value, program.module.version
    if VERSION.fullmatch(text) is None:
        program.error("bad-version", annotation.value.span, f"‘{text}’ is no version like 1.0")
    elif version and VERSION.fullmatch(version) and _numbers(text) > _numbers(version):
        program.error("since-newer", annotation.value.span,
                      f"since {text}, but the module’s version is {version}")


def _numbers(text):
    return [int(part) for part in text.split(".")]
