"""One name in every casing, computed once: words in, spellings out."""

import re

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+")


def words(name):
    """The lower-case words of a name in any casing: `tryWrite`, `TRY_WRITE` and `TryWrite` are the same."""
    return [word.lower() for word in _WORD.findall(name)]


def snake(name):
    """try_write"""
    return "_".join(words(name))


def screaming(name):
    """TRY_WRITE"""
    return snake(name).upper()


def pascal(name):
    """TryWrite"""
    return "".join(word[0].upper() + word[1:] for word in words(name))


def camel(name):
    """tryWrite"""
    text = pascal(name)
    return text[0].lower() + text[1:]
