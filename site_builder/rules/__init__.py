"""The rule book: every rule, in the order of the handbook. Written by hand; a code is never used
twice, and the code of a rule that is gone stays here as a comment.

The docstring of a rule is its page: what it is about in one line, why, and then its examples.
An example is laid over a small site without a fault (tests/conftest.py), so that it shows only
what matters. `-- content/pages/example.md --` begins a file; behind the name may stand the
encoding (`gb18030`, `utf-16`, `utf-8-sig`), `crlf`, or `absent` for a file taken away. `\\u200b`
stands for a character that cannot be seen, `\\xff` for a byte. What no text can show, such as a
symbolic link, is told in words.
"""

from __future__ import annotations

from site_builder.lint import Rule
from site_builder.rules.body import BODY_RULES
from site_builder.rules.dates import DATE_RULES
from site_builder.rules.files import FILE_RULES
from site_builder.rules.header_values import HEADER_RULES
from site_builder.rules.links import LINK_RULES
from site_builder.rules.places import PLACE_RULES, SETTINGS_RULES
from site_builder.rules.published import PUBLISHED_RULES
from site_builder.rules.tables import TABLE_RULES
from site_builder.rules.text import TEXT_RULES
from site_builder.rules.yaml_header import YAML_RULES

RULES: tuple[Rule, ...] = (
    *FILE_RULES,  # P: files and folders
    *TEXT_RULES,  # T: encodings and characters
    *YAML_RULES,  # Y: how a header is written
    *HEADER_RULES,  # H: what a header says
    *BODY_RULES,  # M: Markdown
    *LINK_RULES,  # L: links and images
    *SETTINGS_RULES,  # C: site.yaml
    *PLACE_RULES,  # A: agencies
    *TABLE_RULES,  # F, S: statutory tables and chapters
    *DATE_RULES,  # D: dates
    *PUBLISHED_RULES,  # V: the finished site
)
