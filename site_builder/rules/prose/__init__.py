"""Rules about what the prose of a report says, against its tables and itself."""
