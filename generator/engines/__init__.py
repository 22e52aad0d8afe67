"""JavaScript engines, one package each: a type table and a few templates."""
