"""An Excel workbook → sheets of texts, and its manuscript."""
