"""The instructions and allocations that the C takes, as callgrind sees them."""

from collections import Counter

from counts import run

_ALLOCATORS = ("malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign")

_OPTIONS = ("-q", "--tool=callgrind", "--compress-strings=no", "--compress-pos=no")


def instructions(valgrind):
    """A measure for counts.count, with the program VALGRIND."""

    def measure(command, profile):
        run([valgrind, *_OPTIONS, f"--callgrind-out-file={profile}", *command])
        return tally(profile.read_text().splitlines())

    return measure


def tally(lines):
    """`runtime`, the instructions of the runtime's own lines, `all` of them, and `allocations`.

    The format is that of callgrind's manual: a line of a position and a cost counts for the file of the last
    `fl`, `fi` or `fe`; the one after `calls=` repeats what the called function counts for itself.
    """
    counts = Counter()
    file, called, repeated = "", "", False
    for line in lines:
        if line[:3] in ("fl=", "fi=", "fe="):
            file = line[3:]
        elif line.startswith("cfn="):
            called = line[4:]
        elif line.startswith("calls="):
            repeated = True
            if called in _ALLOCATORS:
                counts["allocations"] += int(line[6:].split()[0])
        elif line[:1].isdigit():
            if not repeated:
                cost = int(line.split()[1])
                counts["all"] += cost
                counts["runtime"] += cost if "/runtime/" in file else 0
            repeated = False
    return counts
