"""The form for one file: its tables, its header and its body, saved without touching the rest."""
