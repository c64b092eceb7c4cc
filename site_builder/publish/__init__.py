"""Stage, lock, swap, manifest, site check."""
