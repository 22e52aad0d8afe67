"""A directory for the files of one input at a time."""
from __future__ import annotations

import atexit
import os
import shutil
import tempfile


class Scratch:
    """A project's directory, with a generator's eyes: what stands in it is one bundle."""

    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="front-end-")
        atexit.register(self.remove)

    def fill(self, files):
        """Replaces what is there by `files` ({path: bytes}); a file in the place of a folder loses."""
        for name in os.listdir(self.root):
            shutil.rmtree(os.path.join(self.root, name))
        for path, content in files.items():
            full = os.path.join(self.root, path)
            try:
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, "wb") as file:
                    file.write(content)
            except (FileExistsError, IsADirectoryError, NotADirectoryError):
                continue

    def remove(self):
        """Removes it all."""
        shutil.rmtree(self.root, ignore_errors=True)
