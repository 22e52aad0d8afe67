"""The process in which things fail: an engine with the faulty package, and what it tells."""

import json
import os
import queue
import signal
import subprocess
import threading


class Subject:
    """One process. Iterating over it gives its messages, until it ends or says nothing for long."""

    def __init__(self, command, environment, patience):
        self.patience = patience
        self.hung = False
        self.noise = []
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        self.lines = queue.Queue()
        self.readers = [
            threading.Thread(target=self.read_lines, daemon=True),
            threading.Thread(target=self.read_noise, daemon=True),
        ]
        for reader in self.readers:
            reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Whatever has happened here, nothing of it is left running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def read_lines(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def read_noise(self):
        for line in self.process.stderr:
            self.noise.append(line)

    def __iter__(self):
        while True:
            try:
                line = self.lines.get(timeout=self.patience)
            except queue.Empty:
                self.hung = True
                break
            if line is None:
                break
            if line.startswith("{"):
                yield json.loads(line)
            else:
                self.noise.append(line)
        self.end()

    def end(self):
        """Waits for the process, which is killed when it has been silent for too long."""
        if self.hung:
            self.process.kill()
        try:
            self.process.wait(timeout=self.patience)
        except subprocess.TimeoutExpired:
            self.hung = True
            self.process.kill()
            self.process.wait()
        for reader in self.readers:
            reader.join()

    @property
    def death(self):
        """How the process has ended, if it should not have ended so; otherwise nothing."""
        status = self.process.returncode
        if self.hung:
            return "hung"
        if status < 0:
            return f"died of {signal.Signals(-status).name}"
        return f"ended with {status}" if status != 0 else ""

    @property
    def last_words(self):
        """The end of what it wrote to its standard error."""
        return "".join(self.noise[-30:])
