"""Mutants of inputs: of their words, of what the grammar sees in them, and mended ones that the front end may accept."""
from __future__ import annotations

import random

from generator.diagnostics import Diagnostics
from generator.lexer import Lexer
from generator.source import Source

import bundle
from grammar import Grammar
from leaves import STRANGE, Leaves
from repair import Repair

# Beyond this a tree, or mending it, costs more time than the mutant is worth.
_LONGEST_TREE = 8000
_REMEMBERED = 100


class Mutator:
    """Makes mutants; the same input and seed make the same one."""

    def __init__(self, scratch):
        self._grammar = Grammar()
        self._repair = Repair(scratch)
        self._accepted = []

    def remember(self, data):
        """The front end has accepted the bundle `data`: of those that are remembered the oldest makes room for it."""
        if len(data) < _LONGEST_TREE:
            self._accepted = [*self._accepted, data][-_REMEMBERED:]

    def mutate(self, data, seed):
        """A mutant of the bundle `data`."""
        return self._changed(data, data, random.Random(seed))

    def cross(self, data, other, seed):
        """A mutant of the bundle `data`, or of one that has been accepted, with parts of the other."""
        chance = random.Random(seed)
        # libFuzzer prefers what is rare, which is broken in rare ways: without these nearly all mutants would be.
        if self._accepted and chance.random() < 0.7:
            data, other = chance.choice(self._accepted), data
        return self._changed(data, other, chance)

    def _changed(self, data, other, chance):
        files, others = bundle.split(data), bundle.split(other)
        path = self._pick(files, chance)
        text = files[path].decode("utf-8", "replace")
        source = others[self._pick(others, chance)].decode("utf-8", "replace")
        if not path.endswith(".idl"):
            files[path] = _lines(text, source, chance).encode()
            return bundle.join(files)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            text = self._step(text, source, chance)
        files[path] = text.encode("utf-8", "replace")
        if len(text) < _LONGEST_TREE and chance.random() < 0.7:
            files = self._repair.mended(files, chance)
        return bundle.join(files)

    def _pick(self, files, chance):
        return bundle.MODULE if chance.random() < 0.8 else chance.choice(list(files))

    def _step(self, text, source, chance):
        if len(text) < _LONGEST_TREE and chance.random() < 0.7:
            nodes = self._grammar.nodes(text)
            if nodes:
                return self._tree(text, nodes, source, chance)
        return _words(text, source, self._grammar.words, chance)

    # ------------------------------------------------------------ trees

    def _tree(self, text, nodes, source, chance):
        rule, start, end = chance.choice(nodes)
        kind = chance.randrange(6)
        if kind == 0:
            return text[:start] + text[end:]
        if kind == 5:
            return _deeper(text, nodes, chance)
        if kind == 1:
            new = self._other(text, nodes, rule, source, chance)
        else:
            new = self._grammar.derive(rule, chance, Leaves(chance, _tokens(text)))
        if kind == 2:
            # One more of its kind, where the grammar has a list of them.
            return f"{text[:end]}\n{new}{text[end:]}"
        return f"{text[:start]} {new} {text[end:]}"

    def _other(self, text, nodes, rule, source, chance):
        """What stands in another place where the same rule does."""
        found = [text[start:end] for other, start, end in nodes if other == rule]
        if source != text and len(source) < _LONGEST_TREE:
            found += [source[start:end] for other, start, end in self._grammar.nodes(source) if other == rule]
        return chance.choice(found)


def _deeper(text, nodes, chance):
    """What stands inside of something of its own kind, there many times over."""
    pairs = [(start, inner, inner_end, end) for rule, start, end in nodes for other, inner, inner_end in nodes
             if other == rule and start < inner and inner_end < end]
    if not pairs:
        return text
    start, inner, inner_end, end = chance.choice(pairs)
    times = chance.choice((2, 3, 45, 500))
    return text[:start] + text[start:inner] * times + text[inner:inner_end] + text[inner_end:end] * times + text[end:]


def _tokens(text):
    return Lexer(Source("text", text), Diagnostics()).run()[:-1]


def _words(text, source, words, chance):
    """One word less, more, or another one; or a run of words that goes elsewhere."""
    tokens = _tokens(text)
    if not tokens:
        return chance.choice((source, "module a \"b\" version 1.0;"))
    one, other = chance.choice(tokens).span, chance.choice(tokens).span
    before, after = text[:one.start], text[one.end:]
    low, high = sorted((one.start, other.start))
    foreign = _tokens(source) or tokens
    return chance.choice((
        lambda: before + after,
        lambda: f"{before}{one.text} {one.text}{after}",
        lambda: f"{before}{other.text}{after}",
        lambda: f"{before}{chance.choice(words)} {one.text}{after}",
        lambda: f"{before}{chance.choice(words)}{after}",
        lambda: f"{before}{chance.choice(STRANGE)}{one.text}{after}",
        lambda: f"{before}{chance.choice(STRANGE)}",
        lambda: f"{before}{chance.choice(foreign).span.text}{after}",
        lambda: f"{before}{_fresh(one.text, tokens, chance)}{after}",
        lambda: text[:low] + text[high:],
        lambda: text[:high] + text[low:high] + text[high:],
        lambda: _run(foreign, source, chance).join((before, text[one.start:])),
    ))()


def _fresh(old, tokens, chance):
    """A word of the same kind."""
    leaves = Leaves(chance, tokens)
    if old[:1] == '"':
        return leaves("STRING")
    return leaves("INT" if old[:1].isdigit() else "NAME")


def _run(tokens, text, chance):
    """Some neighbouring words."""
    first = chance.randrange(len(tokens))
    last = min(first + chance.randrange(1, 30), len(tokens) - 1)
    return text[tokens[first].span.start:tokens[last].span.end] + " "


def _lines(text, source, chance):
    """A file of hooks with a line less or more, or with other parameters."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif kind == 2:
        lines.insert(at, chance.choice(source.split("\n")))
    else:
        lines[at] = lines[at].replace("(", chance.choice(("(a, ", "(...a, ", "({ a, b }, ", "(a = [1, 2], ")), 1)
    return "\n".join(lines)
