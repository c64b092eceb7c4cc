"""Rules about front matter: its syntax, its values, settings and agencies."""
