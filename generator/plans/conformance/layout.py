"""JavaScript broken into lines that fit, in the layout of the project's formatter."""
from __future__ import annotations

from generator.render import WIDTH


def quote(text):
    """A string literal; in double quotes where that saves escaping."""
    text = text.replace("\\", "\\\\")
    if "'" in text and '"' not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "\\'") + "'"


def array(head, items, indent, tail=""):
    """`head[items]tail` on one line, or with one item a line where that is too long."""
    short = f"{head}[{', '.join(items)}]{tail}"
    if indent + len(short) <= WIDTH:
        return short
    pad = " " * indent
    return f"{head}[\n" + ",\n".join(f"{pad}  {item}" for item in items) + f"\n{pad}]{tail}"


def arrow(head, body, indent, tail=","):
    """`head => body,`, with the body on a line of its own where that is too long."""
    short = f"{head} => {body}{tail}"
    if indent + len(short) <= WIDTH:
        return short
    return f"{head} =>\n{' ' * (indent + 2)}{body}{tail}"
