"""The stages applied to partitions: which are due, on which worker, with what of the last build."""
