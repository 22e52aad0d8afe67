"""Reads a declarative description of a module and renders everything that follows from it."""
