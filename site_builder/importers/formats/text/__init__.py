"""Plain text, as extractors of PDF text leave it → its manuscript."""
