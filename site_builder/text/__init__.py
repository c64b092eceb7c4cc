"""Chinese text: plain text, numerals, labels, personal data, shingles."""
