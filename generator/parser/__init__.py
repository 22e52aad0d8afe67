"""Text to syntax tree, by recursive descent. `grammar.lark` describes the same language.

Written by hand because the messages are the point: every declaration, member and clause is read on
its own, so that one mistake costs one message and the rest of the file is still looked at.
"""
from .file import parse
