"""The reference of a module: what each of its sections says."""

from generator.plans.reference.page import page

__all__ = ["page"]
