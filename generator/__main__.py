"""`python3 -m generator`, or `python3 <its folder>` from any other directory."""
import pathlib
import sys

if not __package__:
    # Run by its path: the folder itself is on the module path then, and the package is not.
    sys.path[0] = str(pathlib.Path(__file__).resolve().parent.parent)

from generator.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
