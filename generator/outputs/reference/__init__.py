"""The reference for people who use the module, in Markdown."""

from generator.plans.reference import page
from generator.render import render


def files(module):
    """{path: text} of the reference."""
    return {"API.md": render(__package__, "API.md.j2", page(module))}
