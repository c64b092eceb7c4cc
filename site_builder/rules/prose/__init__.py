"""Rules that compare the prose of a report with its tables and with itself."""
