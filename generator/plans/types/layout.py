"""Declarations broken into lines that fit, in the layout of the project's formatter."""
from __future__ import annotations

from generator.render import WIDTH, comment, harmless


def call(head, params, tail, indent):
    """`head(params)tail` on one line, or with one parameter a line where that is too long."""
    short = f"{head}({', '.join(params)}){tail}"
    if indent + len(short) <= WIDTH:
        return (short,)
    inner = [f"  {param}," for param in params]
    inner[-1] = inner[-1].rstrip(",")
    return (f"{head}(", *inner, f"){tail}")


def extends(head, parents):
    """`parents`, on a line of their own where `head parents {` is too long."""
    return parents if len(f"{head}{parents} {{") <= WIDTH else f"\n {parents}"


def alternatives(name, text):
    """`type name = text`, a union with one alternative a line where that is too long."""
    short = f"type {name} = {text}"
    if len(short) <= WIDTH:
        return (short,)
    return (f"type {name} =", *(f"  | {part}" for part in text.split(" | ")))


def doc_comment(blocks, indent):
    """Lines of a documentation comment; `blocks` are paragraphs and tags, each beginning a line."""
    blocks = [block for block in blocks if block]
    if not blocks:
        return ()
    short = f"/** {harmless(' '.join(blocks[0].split()))} */"
    if len(blocks) == 1 and "\n\n" not in blocks[0] and not blocks[0].startswith("@") and indent + len(short) <= WIDTH:
        return (short,)
    lines = []
    for block in blocks:
        lines += comment(block, " * ", WIDTH - indent).split("\n")
    return ("/**", *lines, " */")
