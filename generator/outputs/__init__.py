"""Outputs that are the same for every engine, one package each."""
