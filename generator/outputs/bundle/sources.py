"""JavaScript files and what they require, in the order in which they run."""

import os
import posixpath
import re

from generator.project import BrokenOutput

_REQUIRE = re.compile(r"(?<![\w$.])require\('([^']+)'\)")
_ANY_REQUIRE = re.compile(r"(?<![\w$.])require\b(?!\('[^']+'\))")
_CALL = re.compile(r"^const ([A-Za-z_]\w*) = require\('([^']+)'\)$\n?", re.MULTILINE)
_EXPORTS = re.compile(r"(?<![\w$.'\"`])(?:module\.)?exports(?![\w$'\"`:])")
_REQUIRE_OR_EXPORTS = re.compile(f"{_REQUIRE.pattern}|{_EXPORTS.pattern}")


class Source:
    """A file: its `path` in the project, its `text`, and the Sources that know what it leads to."""

    def __init__(self, path, text, sources):
        self.path = path
        self._code = _without_comments(path, text)
        self._sources = sources
        found = _ANY_REQUIRE.search(self._code)
        if found is not None:
            line = self._code[self._code.rfind("\n", 0, found.start()) + 1:].split("\n")[0].strip()
            raise BrokenOutput(f"{path}: ‘{line}’ does not say in plain words what it requires, as require('./doors') does")

    def required(self):
        """(path or package, at once) of each `require`; one inside a function is not run at once."""
        for line in self._code.splitlines():
            for name in _REQUIRE.findall(line):
                yield self._resolve(name), not line.startswith(" ")

    def calls(self):
        """(name, path or package) of each line that does nothing but give a name to what it requires."""
        return [(name, self._resolve(required)) for name, required in _CALL.findall(self._code)]

    def declares(self, name):
        """Whether NAME is declared where the file begins a line; one of several in `{}` is not looked for."""
        return re.search(rf"^(?:const|let|var|class|function) {re.escape(name)}(?![\w$])", self._code, re.MULTILINE) is not None

    def may_mistake(self, name, meant):
        """Whether NAME, declared around the file for MEANT, might hide another thing from it, or be hidden itself."""
        required = [path for path, _ in self.required()]
        if (name, meant) in self.calls():
            return required.count(meant) > 1
        return self._says(name) and (meant in required or not self.declares(name))

    def outer(self, names):
        """The code as it stands for itself in a file, where what it requires has NAMES."""
        return _REQUIRE.sub(lambda found: names[self._resolve(found.group(1))], self._without_calls(names))

    def inner(self, names):
        """The code as it stands within a function, where what it exports is not the whole file's."""
        return _REQUIRE_OR_EXPORTS.sub(
            lambda found: names[self._resolve(found.group(1))] if found.group(1) else "$exported", self._without_calls(names))

    def _without_calls(self, names):
        def kept(found):
            return "" if names[self._resolve(found.group(2))] == found.group(1) else found.group()

        return re.sub(r"\n{3,}", "\n\n", _CALL.sub(kept, self._code)).lstrip("\n")

    def _says(self, name):
        code = _REQUIRE.sub("", self._code)
        return re.search(rf"(?<![\w$])(?:(?<=\.\.\.)|(?<!\.)){re.escape(name)}(?![\w$])", code) is not None

    def _resolve(self, name):
        return self._sources.resolve(self.path, name)


class Sources:
    """Files below `root`; those of `texts`, below `folder`, need not have been written yet."""

    def __init__(self, root, folder, texts):
        self.packages = []
        self._root = root
        self._folder = folder
        self._texts = {f"{folder}/{path}": text for path, text in texts.items()}
        self._found = {}

    def resolve(self, path, name):
        """What `require(name)` means in the file at `path`: another path, or the name of a package."""
        if not name.startswith("."):
            return name
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if found.endswith(".js"):
            return found
        return f"{found}/index.js" if self._is_there(f"{found}/index.js") else f"{found}.js"

    def reachable(self, entry):
        """Every Source that `entry` leads to, each after those that it requires at once; `entry` is the last."""
        order = []
        for path in self._visit(f"{self._folder}/{entry}", order, []):
            if path not in self._found:
                raise BrokenOutput(f"{path} is only required inside functions: require it where a file begins")
        return order

    def _is_there(self, path):
        return path in self._texts or os.path.isfile(os.path.join(self._root, path))

    def _visit(self, path, order, under_way):
        if path in under_way:
            raise BrokenOutput(f"{' requires '.join([*under_way[under_way.index(path):], path])}: "
                               "require one of them inside the function that uses it")
        if path in self._found:
            return []
        source, later = self._read(path, under_way), []
        for required, at_once in source.required():
            if required.endswith(".js"):
                later += self._visit(required, order, [*under_way, path]) if at_once else [required]
            elif required not in self.packages:
                self.packages.append(required)
        self._found[path] = source
        order.append(source)
        return later

    def _read(self, path, under_way):
        if path in self._texts:
            return Source(path, self._texts[path], self)
        try:
            with open(os.path.join(self._root, path), encoding="utf-8") as file:
                return Source(path, file.read(), self)
        except (OSError, ValueError) as error:
            reason = error.strerror.lower() if isinstance(error, OSError) else "it is no file of UTF-8"
            raise BrokenOutput(f"{under_way[-1]} requires {path}: {reason}") from error


def _without_comments(path, text):
    """`text` without the comments that have lines of their own."""
    lines, inside = [], False
    for line in text.splitlines():
        begun = line.lstrip()
        if inside or begun.startswith("/*"):
            inside = "*/" not in line
        elif not begun.startswith("//"):
            if line.count("`") % 2:
                raise BrokenOutput(f"{path}: ‘{begun}’ begins a text of several lines: write one for each line")
            if line or (lines and lines[-1]):
                lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"
