"""Where things are: the project's root, its modules, the packages that make its outputs."""
from __future__ import annotations

import importlib
import os
import pkgutil
from dataclasses import dataclass

FAMILIES = ("engines", "outputs")


@dataclass(frozen=True)
class Output:
    """A package that makes files: `files(module)` returns {path below generated/<module>/: text}."""
    name: str
    files: object


class BrokenOutput(Exception):
    """An output does not keep to the interface."""


def default_root():
    """The directory that this package stands in."""
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def module_files(root):
    """Paths of the IDL files that are modules; shared ones are not, and an unreadable one is, to be complained about."""
    directory = os.path.join(root, "idl")
    names = sorted(n for n in os.listdir(directory) if n.endswith(".idl")) if os.path.isdir(directory) else []
    return [os.path.join(directory, n) for n in names if not _is_shared(os.path.join(directory, n))]


def _is_shared(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                words = line.split("//")[0].split()
                if words:
                    return words[0] == "shared"
    except OSError:
        pass
    return False


def outputs():
    """Every Output, in the order of their names. Found, not listed: a new engine is a new folder."""
    result = []
    for family in FAMILIES:
        package = f"{__package__}.{family}"
        try:
            parent = importlib.import_module(package)
        except ModuleNotFoundError as error:
            if error.name != package:
                raise
            continue
        for found in sorted(pkgutil.iter_modules(parent.__path__), key=lambda m: m.name):
            if not found.ispkg:
                continue
            module = importlib.import_module(f"{package}.{found.name}")
            if not callable(getattr(module, "files", None)):
                raise BrokenOutput(f"generator/{family}/{found.name} has no function files(module)")
            result.append(Output(getattr(module, "name", found.name), module.files))
    return result


def render(module, makers):
    """{path below generated/<module>/: bytes} of all outputs together."""
    result, made_by = {}, {}
    for output in makers:
        for path, text in output.files(module).items():
            if os.path.isabs(path) or ".." in path.split("/") or not isinstance(text, str):
                raise BrokenOutput(f"output ‘{output.name}’ makes ‘{path}’, which is no text below generated/")
            if path in result:
                raise BrokenOutput(f"outputs ‘{made_by[path]}’ and ‘{output.name}’ both make ‘{path}’")
            result[path], made_by[path] = text.encode("utf-8"), output.name
    return dict(sorted(result.items()))
