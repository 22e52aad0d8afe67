"""The language as generator/grammar.lark describes it: its words, its trees, and texts that follow it."""
from __future__ import annotations

import re
from pathlib import Path

import lark

_FILE = Path(__file__).resolve().parents[3] / "generator" / "grammar.lark"
_HIDDEN = re.compile(r"(?<!\w)_(?=[a-z])")
_DEEPEST = 5
# Declarations and members, which documentation stands before.
_DOCUMENTED = frozenset(("named", "member", "option", "protocol_part", "native_part", "class_part"))


class Grammar:
    """Parses with the grammar, and writes what it derives."""

    def __init__(self):
        # A rule that begins with `_` leaves no node in a tree: here every one does.
        text = _HIDDEN.sub("the_", _FILE.read_text(encoding="utf-8"))
        self._parser = lark.Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)
        self._expansions = {}
        for rule in self._parser.rules:
            self._expansions.setdefault(rule.origin.name, []).append(rule.expansion)
        self._words = {t.name: t.pattern.value for t in self._parser.terminals if isinstance(t.pattern, lark.lexer.PatternStr)}
        self._depths = self._shortest()

    @property
    def words(self):
        """Every word and mark of the language, in order."""
        return sorted(self._words.values())

    def nodes(self, text):
        """(rule, start, end) of everything in `text`, none where it does not follow the grammar."""
        try:
            tree = self._parser.parse(text)
        except lark.exceptions.LarkError:
            return []
        return [(node.data, node.meta.start_pos, node.meta.end_pos) for node in tree.iter_subtrees_topdown()
                if not node.meta.empty and node.data != "start"]

    def derive(self, rule, chance, leaf):
        """A random text of `rule`; `leaf(name)` brings NAME, INT, STRING and VERSION."""
        parts = []
        self._derive(str(rule), chance, leaf, _DEEPEST, parts)
        return " ".join(parts)

    def _derive(self, rule, chance, leaf, depth, parts):
        if rule.removeprefix("the_") in _DOCUMENTED:
            parts.append("\n/// It.\n")
        choices = self._expansions[rule]
        if depth <= 0 or chance.random() < 0.5:
            least = min(self._depth(e) for e in choices)
            choices = [e for e in choices if self._depth(e) == least]
        for symbol in chance.choice(choices):
            if not symbol.is_term:
                # What lark makes of a repetition is no level of its own.
                self._derive(symbol.name, chance, leaf, depth - (not symbol.name.startswith("__")), parts)
            else:
                parts.append(self._words.get(symbol.name) or leaf(symbol.name))

    def _depth(self, expansion):
        return max((self._depths[s.name] for s in expansion if not s.is_term), default=0)

    def _shortest(self):
        """How deep the shallowest text of each rule is: where derivations that are too deep find their end."""
        self._depths = depths = dict.fromkeys(self._expansions, 10**6)
        changed = True
        while changed:
            changed = False
            for rule, choices in self._expansions.items():
                depth = 1 + min(self._depth(e) for e in choices)
                changed = changed or depth < depths[rule]
                depths[rule] = min(depth, depths[rule])
        return depths


def dictionary(words):
    """The words as a dictionary of libFuzzer."""
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return "".join(f'"{word}"\n' for word in escaped)
