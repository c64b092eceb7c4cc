"""Planned lists of an agency: which entries stand on which page, and what stands beside a
document. Entries are named by their index, so that a plan stays small."""

from __future__ import annotations

from typing import NamedTuple


class FacetCount(NamedTuple):
    """The number of entries of a list with one value of a facet: `kind` says of which (`topic`),
    `slug` is the value in URLs, `size` the number."""

    kind: str
    slug: str
    name: str
    size: int


class ListPage(NamedTuple):
    """One page of a list in `folder`; `number` counts from 1, `pages` is how many there are.

    `members` are indices of reports in the list of reports, else of documents, where those that the
    agency published jointly with others follow its own. `total` is the length of the whole list,
    `own` that without these. `facet` is what the list is restricted to. The first page of the list
    of all documents has the `choices` of facets.
    """

    section: str
    folder: str
    number: int
    pages: int
    members: tuple[int, ...]
    total: int
    own: int
    facet: FacetCount | None = None
    choices: tuple[FacetCount, ...] = ()


class DocumentPlace(NamedTuple):
    """The place of the document with index `number` among those of its agency: the indices of the
    documents before and after it in its section, of those that it has a facet in common with, and
    of the catalogue items that it fulfils. `has_section` is false if its section has no page, since
    no list shows what is in it."""

    number: int
    earlier: int | None = None
    later: int | None = None
    alike: tuple[int, ...] = ()
    has_section: bool = True
    items: tuple[int, ...] = ()


class CatalogueRow(NamedTuple):
    """A catalogue item, by its index, with the number of documents that its page lists."""

    item: int
    size: int


class CataloguePage(NamedTuple):
    """One page of the table of a catalogue; `number` counts from 1, `pages` is how many there are,
    `total` the number of items of the whole table."""

    number: int
    pages: int
    total: int
    rows: tuple[CatalogueRow, ...]


class ItemPlace(NamedTuple):
    """The catalogue item with index `number`, and what fulfils it: indices of documents and of
    reports; and the page of the agency, if it `has_agency`."""

    number: int
    documents: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    has_agency: bool = False
