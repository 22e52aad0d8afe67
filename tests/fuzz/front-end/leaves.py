"""Names, numbers and strings for new text: mostly those that are there already, so that they mean something."""
from __future__ import annotations

_NAMES = ("A", "Thing", "thing", "index", "errors", "Index", "Errors", "constants", "options", "self", "this", "void", "unknown",
          "boolean", "i32", "u32", "u64", "string", "bytes", "uv_error", "Error", "loop", "open", "alive", "last", "true", "null",
          "constructor", "__proto__", "prototype", "toString", "arguments", "env", "result", "value", "err", "_private", "X_Y",
          "class", "int", "internal", "unstable", "friend", "since")
_NUMBERS = ("0", "1", "2", "3", "4", "7", "0x80000000", "0x7fffffff", "0xffffffff", "4294967296", "18446744073709551615",
            "18446744073709551616", "9" * 39, "9" * 60)
_STRINGS = ('""', '"x"', "\"it's\"", '"`${x}`"', '"\\\\"', '"\\""', '"é𝒳"', '"*/"', '"-->"', '"%s"', '"./x"', '"../x"', '"/dev/null"',
            '"hooks/one.js"', '"1.0"', '"\x00"', '"\x1b[31m"', '"\u2028"', '"\u202e"')
STRANGE = ("\0", "\u202e", "\ufeff", "\u2028", "\x0c", '"', "/*", "*/", "///", "/// @param", "/// @returns x", "/// @throws uv x",
           "//!", "//", "§", "\t", "\r", "\n", "{" * 60, "@", "9" * 60, "é", "𝒳", "..=", "?" * 12, '"\\',
           # Deeper than the interpreter would follow.
           "fn(a: " * 500, "{ a: " * 500, "a { " * 500)


class Leaves:
    """Brings a text for each kind of word that has no fixed spelling."""

    def __init__(self, chance, tokens):
        self._chance = chance
        self._there = {}
        for token in tokens:
            self._there.setdefault(token.kind, []).append(token.span.text)

    def __call__(self, name):
        kind, other = _KINDS[name]
        there = self._there.get(kind)
        if there and self._chance.random() < 0.8:
            return self._chance.choice(there)
        return self._chance.choice(other)


_KINDS = {"NAME": ("name", _NAMES), "INT": ("int", _NUMBERS), "STRING": ("string", _STRINGS),
          "VERSION": ("version", ("1.0", "0.0.0", "1.2.3.4", "99.1"))}
