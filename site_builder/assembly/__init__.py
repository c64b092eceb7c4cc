"""Assembling documents into a site: header schema, settings."""
