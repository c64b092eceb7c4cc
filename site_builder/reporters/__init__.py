"""Findings → text, JSON, SARIF, GitHub, HTML."""
