"""Templates: found beside the package that asks, rendered with its plan, strict about what is missing."""

import importlib.resources
import textwrap

from jinja2 import Environment, FunctionLoader, StrictUndefined

WIDTH = 100


def harmless(text):
    """`text` as it can stand in a comment: the marks that begin or end one are taken apart."""
    return text.replace("*/", "* /").replace("/*", "/ *")


def comment(text, prefix="", width=WIDTH):
    """`text` wrapped into lines that each begin with `prefix`; blank lines stay."""
    lines, text = [], harmless(text)
    for paragraph in text.split("\n\n"):
        if lines:
            lines.append(prefix.rstrip())
        lines += textwrap.wrap(
            " ".join(paragraph.split()), width, initial_indent=prefix, subsequent_indent=prefix,
            break_long_words=False, break_on_hyphens=False,
        )
    return "\n".join(lines)


def block_comment(text, indent=""):
    """A C-style comment: on one line where that fits, else one line of `*` a line of text."""
    short = f"{indent}/* {harmless(' '.join(text.split()))} */"
    if "\n\n" not in text and len(short) <= WIDTH:
        return short
    body = comment(text, f"{indent} * ")
    return f"{indent}/*\n{body}\n{indent} */"


def described(text, origin, indent=""):
    """A comment of what a construct is for and where it comes from."""
    short = f"{indent}/* {harmless(' '.join(f'{text} idl: {origin}'.split()))} */"
    if "\n\n" not in text and len(short) <= WIDTH:
        return short
    return block_comment(f"{text}\n\nidl: {origin}", indent)


def chomp(text):
    """Without the last line's end, which the template writes itself."""
    return text.removesuffix("\n")


def sections(texts):
    """Texts with a blank line between each two; empty ones leave none."""
    return "\n\n".join(chomp(text.lstrip("\n")) for text in texts if text.strip())


def fit(text, indent, opening, closing):
    """`text` between `opening` and `closing` on one line, or on a line of its own where that is too long."""
    line = f"{indent}{opening}{text}{closing}"
    if len(line) <= WIDTH:
        return line
    return f"{indent}{opening}\n{indent}  {text}\n{indent}{closing}"


def listed(items, indent, opening, closing):
    """`items` between `opening` and `closing`: on one line, or each on its own where that is too long."""
    line = f"{indent}{opening}{', '.join(items)}{closing}"
    if len(line) <= WIDTH:
        return line
    body = ",\n".join(f"{indent}  {item}" for item in items)
    return f"{indent}{opening.rstrip()}\n{body}\n{indent}{closing.lstrip()}"


def environment(package):
    """A Jinja2 environment over the `templates` folder of `package`, and the shared ones."""
    folders = [importlib.resources.files(package) / "templates", importlib.resources.files("generator") / "templates"]

    def load(name):
        for folder in folders:
            file = folder / name
            if file.is_file():
                return file.read_text(encoding="utf-8")
        return None

    env = Environment(
        loader=FunctionLoader(load), undefined=StrictUndefined, autoescape=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    env.filters.update(
        block_comment=block_comment, chomp=chomp, comment=comment, described=described, fit=fit,
        listed=listed, sections=sections,
    )
    return env


def render(package, template, plan, **more):
    """The text of `template` with the plan's fields as its variables, and `more`."""
    fields = {name: getattr(plan, name) for name in dir(plan) if not name.startswith("_")}
    return environment(package).get_template(template).render({**fields, **more})
