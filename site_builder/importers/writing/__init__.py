"""What was found in a manuscript → files of the content folder, every character accounted for."""
