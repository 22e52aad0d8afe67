"""Documentation against what it documents."""
from __future__ import annotations

PUBLIC = ("errors", "error code", "flags", "enum", "const", "scalar", "alias", "option", "protocol", "protocol member",
          "class", "method", "event", "attribute", "function declaration", "native")
CALLABLE = ("op", "callback", "method", "constructor", "function declaration", "event", "override")
NAMES = {"function declaration": "function", "alias": "type", "const": "constant"}


def check(program):
    """Looks at every doc comment, and at every public thing without one."""
    if not program.module.doc.summary and program.module.name:
        program.error("missing-module-doc", program.scope.file.header.name.span,
                      "the module has no documentation", note="say in ‘//!’ lines at the top of the file what it is for")
    for declaration, read in program.docs:
        _tags(program, declaration, read)
        if declaration.kind in PUBLIC and not declaration.doc and not declaration.annotations.internal:
            kind = NAMES.get(declaration.kind, declaration.kind)
            program.error("missing-doc", declaration.span, f"the {kind} ‘{declaration.name}’ has no documentation",
                          note="say in a ‘///’ comment before it what a user has to know")
        _internal(program, declaration)


def _tags(program, declaration, read):
    if declaration.kind not in CALLABLE:
        for span in [s for _, _, s in read.params + read.throws] + ([read.returns[1]] if read.returns else []):
            program.error("misplaced-tag", span, f"‘{declaration.name}’ takes nothing and returns nothing")
        return
    _params(program, declaration, read)
    _throws(program, declaration, read)
    gives = getattr(declaration, "returns", None)
    if read.returns is not None and gives is None and not program.damaged(declaration):
        program.error("returns-nothing", read.returns[1], f"‘{declaration.name}’ returns nothing")


def _params(program, declaration, read):
    known = [p.name for p in declaration.params]
    for name, lines, span in read.params:
        if name not in known:
            program.error("unknown-doc-param", span, f"‘{declaration.name}’ has no parameter ‘{name}’", name=name,
                          among=known)
        elif not any(line.strip() for line in lines):
            program.error("empty-tag", span, f"‘@param {name}’ says nothing")


def _throws(program, declaration, read):
    errors = program.module.errors
    known = ["uv", *(c.name for c in errors.codes)] if errors is not None else ["uv"]
    for name, _, span in read.throws:
        if name not in known and not (errors is not None and program.damaged(errors)):
            program.error("unknown-doc-throws", span, f"unknown error code ‘{name}’", name=name, among=known)
    thrown = [c.error.name for c in getattr(declaration, "body", []) if c.kind == "guard"]
    for code in dict.fromkeys(thrown):
        if read.throws and code not in [n for n, _, _ in read.throws]:
            program.error("undocumented-throws", declaration.span,
                          f"a guard of ‘{declaration.name}’ throws {code}, which its documentation leaves out")


def _internal(program, declaration):
    marks = declaration.annotations
    if marks.friend is not None and declaration.kind != "method":
        program.error("misplaced-annotation", declaration.span, f"‘@friend’ is for methods; ‘{declaration.name}’ is none")
