"""What a page prints around a statutory table is not taken for text of the report."""

from __future__ import annotations

from printed_tables import FORMS, ruled

from site_builder.importers.recognition.table_notes import NOTE, TITLE, without_notes
