"""The stages applied to partitions: to which, on which worker, with which earlier results."""
