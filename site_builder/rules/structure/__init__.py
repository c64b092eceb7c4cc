"""Rules about chapters, their numbering and openings."""
