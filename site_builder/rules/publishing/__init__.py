"""Rules about what inspections of sites count, metadata and the finished site."""
