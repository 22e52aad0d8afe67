"""Syntax trees to the model: looks every name up, layer by layer, and goes on after a complaint."""
from .module import resolve
