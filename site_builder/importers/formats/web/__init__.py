"""A saved page of a portal → its manuscript."""
