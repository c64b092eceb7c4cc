"""Builds spoilt projects, as many as one likes: see `__main__`."""
