"""Attributes: what their values come from, and what may be written into them."""
from __future__ import annotations

from .. import model
from .assign import compatible
from .bodies import condition_of

BOOLEAN = model.Primitive("boolean")


def fill(program, owner, attribute, node):
    """Where the value of `attribute` comes from: flags, a hook, or a field of its class."""
    if node.hook is not None:
        attribute.hook = program.hooks.ref(node.hook, ("this",))
    elif node.field is not None:
        attribute.field = program.member(owner, owner.fields, node.field, "unknown-field", f"‘{owner.name}’ has no field")
        _field_type(program, attribute, node)
    else:
        attribute.condition = condition_of(program, owner, node.condition)
        _boolean(program, attribute, node)
    if attribute.writable:
        _settable(program, attribute)


def _boolean(program, attribute, node):
    if attribute.type.kind != "unresolved" and attribute.type != BOOLEAN:
        program.error("condition-type", node.name.span,
                      f"flags make ‘{attribute.name}’ a boolean; another type needs a hook")


def _field_type(program, attribute, node):
    field = attribute.field
    if field is not None and not compatible(field.type, attribute.type):
        program.error("field-type", node.field.span, f"the field ‘{field.name}’ is not of the type of ‘{attribute.name}’",
                      related=(field.span, "it is declared here"))


def _settable(program, attribute):
    type_ = attribute.type.of if attribute.type.kind == "nullable" else attribute.type
    if type_.kind not in ("scalar", "unresolved") and attribute.type != BOOLEAN:
        program.error("unchecked-attribute", attribute.span,
                      f"nothing says which values ‘{attribute.name}’ refuses: what can be set is a scalar, a scalar or "
                      "null, or a boolean")
