"""Rules about the documents that fulfil the items of a catalogue."""
