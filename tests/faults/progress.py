"""How far a long run has come, for whoever sits at a terminal."""

import sys


class Progress:
    """A line that is written over; nothing where nobody watches."""

    def __init__(self, name, total):
        self.name = name
        self.total = total
        self.visible = sys.stderr.isatty()
        self.shown = -1

    def show(self, done, defects):
        percent = 100 * done // self.total
        if not self.visible or percent == self.shown:
            return
        self.shown = percent
        found = f", {defects} defects" if defects else ""
        print(f"\r{self.name}: {percent} % of {self.total}{found}", end="", file=sys.stderr, flush=True)

    def end(self):
        if self.visible:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
