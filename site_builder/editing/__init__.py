"""Changes values in source files, and leaves everything else in them as it is."""
