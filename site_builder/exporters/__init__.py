"""Files of a content folder → files for others."""
