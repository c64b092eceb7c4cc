"""A file of others → its manuscript, one module a format, with everything that was left out."""
