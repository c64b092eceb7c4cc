"""Rules about wording, numbers and punctuation."""
