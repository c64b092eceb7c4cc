"""Reports and manuscripts for the tests of exporters."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path

from conftest import FORMS
from texts import expanded, folder

from site_builder.build import analyse, read_project
from site_builder.content.reader import read
from site_builder.incremental.idle import scan_project
from site_builder.model.site import Collection
from site_builder.pipeline.analysis import Reading
