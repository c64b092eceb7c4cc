"""Makes new projects, and skeletons of new files."""
