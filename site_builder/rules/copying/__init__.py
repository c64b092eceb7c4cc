"""Rules about text copied from other reports."""
