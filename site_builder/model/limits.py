"""The largest sizes that are read or made: one limit for each kind, and a finding names it.

They are far above what a portal needs, and keep one bad file from taking all memory or all day.
"""

from __future__ import annotations

# Bytes of one file.
LARGEST_SETTINGS = 1_000_000  # site.yaml, theme.yaml and agency.yaml
LARGEST_MARKDOWN = 4_000_000
LARGEST_ATTACHMENT = 1_000_000_000
LARGEST_SEARCHED = 20_000_000  # an attachment whose text is searched for personal data
LARGEST_UNPACKED = 32_000_000  # all parts of an Office file that are searched
LARGEST_PICTURE = 20_000_000  # in a Word file or PDF that is written
LARGEST_PICTURES = 100_000_000  # of a Word file or PDF that is imported, unpacked
LARGEST_CONVERTED = 100_000_000  # a file that LibreOffice made of an old one
LARGEST_PDF_MEMORY = 500_000_000  # of the process that reads one
LARGEST_THEME_FILE = 50_000_000  # a Chinese font can have 20 MB
LARGEST_MANIFEST = 200_000_000  # of a built site: a million files
LARGEST_NOTE = 200_000_000  # the findings of the last build
LARGEST_PAGE = 100_000_000  # a page or a style sheet that `verify` inspects
LARGEST_ADDRESSES = 100_000_000  # addresses.txt: more than a million addresses

LARGEST_EXPANDED = 4_000_000  # characters of the addresses and titles of the links in one file
MOST_CELLS = 1_000_000  # of a sheet of a workbook that is imported, empty ones among them
MOST_WRITTEN_CELLS = 200_000  # rows and cells in all sheets of it; loading takes seconds
MOST_TAGS = 2_000_000  # marks `<` in one part of a Word file; they take 400 MB
MOST_PDF_PAGES = 500  # of a file that is imported; 300 take half a minute
MOST_PDF_CHARACTERS = 600_000  # of such a file; 300 full pages
MOST_RULES = 20_000  # drawn lines on one page of a PDF; more are a map, and no tables
LONGEST_READING = 120  # seconds of work, on one PDF
LONGEST_CONVERSION = 120  # seconds, of one file by LibreOffice
MOST_IMAGES = 5_000  # marks `![` in one body
MOST_BRACKETS = 20_000  # marks `[` in one body
MOST_MARKS = 100_000  # marks of emphasis, code, escapes and references in one body
MOST_LINES = 60_000  # of site.yaml or a Markdown file
MOST_PLACES = 10_000  # of faulty characters of a kind in one file; mended, the next are found

# What a report for people shows; the rest is counted. Reports for programs hold everything.
MOST_ENTRIES = 100  # equal findings in one file are one entry
MOST_LINES_NAMED = 10  # of an entry with several places

MOST_HINTS = 100  # lost addresses for which a similar one is looked for, and of these looked at
MOST_ROUNDS_OF_REPAIRS = 100  # of one `check --fix`; a round repairs all that was found

# Files and folders.
MOST_THEME_FILES = 10_000  # in each of the folders of a theme
DEEPEST_THEME_FOLDER = 32
LONGEST_NAME = 255  # a file or folder of the site, in UTF-8

# The text of one attachment that is searched.
MOST_EXPANSION = 400  # of decompressed to compressed size; enough for a long list of zeros
MOST_SEARCHED_TEXT = 8_000_000  # characters
MOST_SEARCHED_SPANS = 100_000  # paragraphs, rows and lines
LONGEST_REPEATED_STRING = 20  # characters of a shared string that is searched wherever it is used

# Requests to the editor's desk.
LARGEST_REQUEST = 1_000_000  # bytes of the body
LARGEST_REQUEST_HEAD = 16_000  # bytes before the body
LONGEST_ASKED = 2_000  # characters of a path
MOST_CONNECTIONS = 100  # open at the same time; a browser opens six
MOST_BROWSER_TABS = 100  # that are told of changes
MOST_LAID_OVER = 100  # findings shown on one page of the site
MOST_LISTED = 100  # findings, or agencies, on one page of a list

# Files of others that are imported; an afternoon's archive stays far below.
LARGEST_PLAIN_TEXT = 8_000_000  # bytes of a text, as it comes out of a PDF
MOST_TEXT_LINES = 200_000  # and pages of it
MOST_IMPORTED_TEXT = 1_500_000  # characters of the text of one file; one that is kept has 4 MB
LARGEST_WEB_PAGE = 60_000_000  # bytes of a saved page, the pictures in it among them
LONGEST_WEB_PAGE = 4_000_000  # characters of it without pictures; they take 400 MB
MOST_TAGS = 40_000  # of a saved page; building its tree takes seconds
DEEPEST_TAGS = 1_000  # tags that are open at the same time
MOST_SPANNED = 100_000  # rows and columns that the cells of a table on a page cover
LARGEST_IMPORTED = 200_000_000  # bytes of one file, in a folder or a zip
LARGEST_IMPORTED_ALL = 2_000_000_000  # bytes of all files of a zip, unpacked; one is read at a time
MOST_IMPORTED = 20_000  # files in a folder or a zip
