"""Processes that speak in lines, and are ended with whoever started them."""

import json
import queue
import subprocess
import threading

# Longer than a loaded machine takes for anything; whoever needs longer is stuck.
PATIENCE = 60


class Failure(Exception):
    """What was expected of a process has not happened."""


class Process:
    """A child process: its standard input is held open, its output is read as lines."""

    def __init__(self, name, command, **options):
        """Starts `command`; `name` is what messages call it."""
        self.name = name
        self._child = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **options,
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._child.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    @property
    def pid(self):
        """The process's number."""
        return self._child.pid

    def tell(self, line):
        """Writes a line to its standard input."""
        self._child.stdin.write(line + "\n")
        self._child.stdin.flush()

    def next_line(self, patience=PATIENCE):
        """The next line that it prints, or None when it prints no more."""
        try:
            return self._lines.get(timeout=patience)
        except queue.Empty:
            raise Failure(f"{self.name} has printed nothing for {patience} s") from None

    def expect(self, text):
        """Waits until it prints the line `text`."""
        while (line := self.next_line()) != text:
            if line is None:
                raise Failure(f"{self.name} has ended ({self.status()}) and never said '{text}'")

    def report(self):
        """What it has seen so far."""
        self.tell("report")
        while (line := self.next_line()) is not None:
            if line.startswith("{"):
                return json.loads(line)
        raise Failure(f"{self.name} has ended ({self.status()}) before it reported")

    def status(self):
        """Its exit status, negative where a signal has ended it."""
        return self._child.wait(PATIENCE)

    def finish(self, on_line=lambda line: None):
        """
        Ends its standard input, and returns the JSON of its last line: it has to exit with 0. Tells
        `on_line` of each line before.
        """
        self._child.stdin.close()
        last = None
        while (line := self.next_line()) is not None:
            if last is not None:
                on_line(last)
            last = line
        if self.status() != 0 or last is None:
            raise Failure(f"{self.name} has ended with {self.status()}")
        return json.loads(last)

    def kill(self):
        """Ends it if it is still running."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
