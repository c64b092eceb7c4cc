"""A source file → Document: decoding, front matter, Markdown."""
