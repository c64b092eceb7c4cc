"""A Word file (.docx) → its manuscript."""
