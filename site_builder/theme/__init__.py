"""Themes: templates, static files, and rendering."""
