"""Plans: what the templates see. Everything is decided here; a template only writes it down."""
