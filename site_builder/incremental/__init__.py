"""What earlier builds leave: cache, codec, page fingerprints."""
