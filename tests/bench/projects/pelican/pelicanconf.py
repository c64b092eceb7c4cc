"""Settings of Pelican: agencies are its categories, years its archives."""

import json
from pathlib import Path

SITENAME = "年度报告"
SITEURL = "https://example.org"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}

ARTICLE_URL = "agencies/{category}/{date:%Y}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "agencies/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
YEAR_ARCHIVE_URL = "years/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None

# A header of Pelican holds lines of text; the statistics are one line of JSON.
JINJA_FILTERS = {"json": json.loads}
TABLES = json.loads(Path("tables.json").read_text("utf-8"))
