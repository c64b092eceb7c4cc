"""Rules about personal data and secrets."""
