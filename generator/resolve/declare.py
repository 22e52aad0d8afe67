"""Declarations by name, before anything in them is looked at."""
from __future__ import annotations

from .. import model, syntax
from .docs import read_annotations, read_doc
from .program import Entry

KINDS = {
    syntax.ErrorsDecl: model.ErrorSet, syntax.ConstDecl: model.Const, syntax.FlagsDecl: model.Flags,
    syntax.EnumDecl: model.Enum, syntax.ScalarDecl: model.Scalar, syntax.AliasDecl: model.Alias,
    syntax.DictionaryDecl: model.Dictionary, syntax.ProtocolDecl: model.Protocol,
    syntax.ExternClassDecl: model.ExternClass, syntax.ExternTypeDecl: model.ExternType,
    syntax.NativeDecl: model.Native, syntax.ClassDecl: model.Class, syntax.CallableDecl: model.RootFunction,
}


def child(program, make, owner, node, read=None):
    """A declaration of class `make` inside `owner`. `read` is its ReadDoc, if it has been read already."""
    read = read or read_doc(program, node)
    origin = node.name.text if owner is None else f"{owner.origin}.{node.name.text}"
    result = make(node.name.text, origin, node.name.span, read.doc(), read_annotations(program, node))
    program.docs.append((result, read))
    return result


def declare(program, scope):
    """Makes an Entry for each named declaration of a file; the first of a name counts."""
    for node in scope.file.items:
        make = KINDS.get(type(node))
        if make is None:
            continue
        declaration = make(node.name.text, node.name.text, node.name.span)
        if getattr(node, "damaged", False):
            program.damage(declaration)
        entry = Entry(node, declaration, scope)
        already = scope.local.setdefault(node.name.text, entry)
        if already is not entry:
            program.error("duplicate-declaration", node.name.span, f"‘{node.name.text}’ is already declared",
                          related=(already.declaration.span, "the first one"))
            continue
        scope.lost.discard(node.name.text)


def needed(program):
    """The Entries that the module has: the imported ones and what they need, then its own."""
    found, order = set(), []

    def visit(entry):
        if id(entry) in found:
            return
        found.add(id(entry))
        order.append(entry)
        for ref in syntax.references(entry.node):
            used = entry.scope.local.get(ref.text) or entry.scope.imported.get(ref.text)
            if used is not None:
                visit(used)

    for entry in program.scope.imported.values():
        visit(entry)
    for entry in program.scope.local.values():
        visit(entry)
    own = [e for e in program.scope.local.values()]
    place = {}
    for scope in program.files:
        for entry in scope.local.values():
            place[id(entry)] = len(place)
    others = [e for e in order if e.scope is not program.scope]
    return sorted(others, key=lambda e: place[id(e)]) + own


def describe(program, entry):
    """Documentation and annotations of a declaration; returns the ReadDoc."""
    read = read_doc(program, entry.node)
    entry.declaration.doc = read.doc()
    entry.declaration.annotations = read_annotations(program, entry.node)
    program.docs.append((entry.declaration, read))
    return read
