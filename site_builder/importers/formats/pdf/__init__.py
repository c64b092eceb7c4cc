"""A PDF file with a text layer → its manuscript."""
