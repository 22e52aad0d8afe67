"""The surface of a module: whatever a program can call, get, set, listen to; and what may be thrown at it."""

from generator.plans.surface.module import surface

__all__ = ["surface"]
