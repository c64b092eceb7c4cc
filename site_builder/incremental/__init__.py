"""Results of earlier builds: cache, serialization, page fingerprints."""
