"""The JavaScript of a module, the same on every engine: what each file says, spelled out."""

from generator.plans.javascript.module import javascript

__all__ = ["javascript"]
