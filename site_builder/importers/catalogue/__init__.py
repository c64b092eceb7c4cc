"""An Excel file with a 政务公开目录 → the catalogue."""
