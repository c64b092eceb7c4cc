"""Rules about files, encodings and characters."""
