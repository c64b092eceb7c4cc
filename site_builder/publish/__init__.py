"""Writing a site: staging, lock, swap, manifest, site check."""
