"""The law of incremental builds: the project, the edits, the faults."""
