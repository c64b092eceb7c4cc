"""Rules about indicators of site inspections, metadata and the finished site."""
