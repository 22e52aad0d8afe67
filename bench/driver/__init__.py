"""Runs contestants against each other and says who was how fast."""
