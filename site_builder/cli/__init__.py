"""The command line interface; no other package prints."""
