"""The types of a module for TypeScript: what each .d.ts file says."""

from generator.plans.types.constants import constants_file, errors_file
from generator.plans.types.index import index_file

__all__ = ["constants_file", "errors_file", "index_file"]
