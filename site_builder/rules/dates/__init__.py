"""Rules about dates and years."""
