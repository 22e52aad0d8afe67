"""Packages, and files of hooks: what generated files require."""
from __future__ import annotations

import posixpath
import re

from .. import syntax
from .js_names import FILE_NAMES
from .naming import JS_RESERVED

_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
_PACKAGE = re.compile(rf"(@{_PART}/)?{_PART}(/{_PART})*|node:[a-z0-9_/]+")


def check(program):
    """Looks at the files that the module is read from: what they name is not resolved any further."""
    for scope in program.files:
        header = scope.file.header
        if isinstance(header, syntax.ModuleHeader):
            _package(program, header.package)
        for item in scope.file.items:
            if isinstance(item, (syntax.ExternClassDecl, syntax.ExternTypeDecl)):
                _package(program, item.package)
    stems, read = {}, {file.path for file in program.module.hook_files}
    for item in program.scope.file.items:
        for path in item.paths if isinstance(item, syntax.HookFiles) else ():
            if path.value in read:
                _hooks(program, stems, path)


def _package(program, text):
    if _PACKAGE.fullmatch(text.value) is None:
        program.error("package-name", text.span, f"‘{text.value}’ is no name of a package")


def _hooks(program, stems, path):
    stem = posixpath.basename(path.value).removesuffix(".js")
    if stem in JS_RESERVED or stem in FILE_NAMES:
        program.error("hook-path", path.span, f"the hooks are called ‘{stem}’ after their file, and ‘{stem}’ is taken")
    already = stems.setdefault(stem, path)
    if already is not path and already.value != path.value:
        program.error("hook-path", path.span, f"there is a ‘{stem}.js’ already: hooks are called after their files",
                      related=(already.span, "that one"))
