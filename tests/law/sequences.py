"""The sequences of edits that are tried: what is edited, in short, and which number decides among
like edits."""

from __future__ import annotations

from law.edits import EDITS, GROUPS

Steps = tuple[tuple[str, int], ...]


# Edits that show nowhere: not on the site (but for the digests in its manifest) nor in findings.
UNSEEN = {
    *("lines that end as on Windows", "a byte order mark", "a remark", "a word about the theme"),
    *("a template that no page uses", "a style sheet that is not listed"),
    "a draft with an attachment of its own",
    *("a static file of a name for backups", "a static file in a hidden folder"),
    *("a partial that may be asked for", "something deleted comes back"),
    *("a document that interprets others", "topics of the site"),
    "a draft of an agency with an attachment",
    "a draft with an attachment of another agency",
    *("the strictness", "the number of processes", "a clean build", "another output"),
    *("a relative path", "a build at once", *GROUPS["touches"]),
}


SEQUENCES: dict[str, Steps] = {
    "a consultation that ends while nothing is edited": (
        ("a new consultation", 0),
        ("the day", 0),
        ("the day before a report came out", 0),
    ),
    "an index number of two agencies, and of one again": (
        ("an index number of another agency", 0),
        ("an index number given twice", 1),
    ),
    "a topic, and the site that has it": (
        ("the topic of a disclosed document", 0),
        ("topics of the site", 0),
    ),
    "a document, a page and an agency on the day of their archiving and publication": (
        ("a document that is archived", 1),
        ("a page that is archived", 1),
        ("an agency that is to come out", 1),
        ("the day", 0),
    ),
    "a document that is corrected, withdrawn and back": (
        ("a document without corrections", 1),
        ("a document that is withdrawn", 0),
        ("a report that is withdrawn", 0),
        ("a document that is withdrawn", 0),
    ),
    "a joint document, the names of those who publish it, and one less of them": (
        ("a joint document", 1),
        ("the name of an agency", 0),
        ("the name of an agency", 1),
        ("the title of a disclosed document", 1),
        ("a joint document", 0),
        ("the page of an agency deleted", 1),
    ),
    "a document that another agency ended, both retitled, and the one is gone": (
        ("a document that another one ended", 0),
        ("the title of a disclosed document", 0),
        ("a word of a rule", 1),
        ("a document that another one ended", 0),
        ("a document that another one ended", 1),
    ),
    "an interpretation of a document of another agency, which is withdrawn from the site": (
        ("a new interpretation", 0),
        ("a document that interprets others", 0),
        ("an agency is a draft", 1),
        ("an agency is a draft", 1),
    ),
    "an attachment, a draft elsewhere that links to it, a page elsewhere that does": (
        ("an attachment that no page links to", 0),
        ("a draft with an attachment of another agency", 0),
        ("a page with the attachment of a draft", 0),
    ),
    "a document that is to come out, with its attachment, and its day": (
        ("a document that is to come out", 0),
        ("the day", 0),
        ("the day", 3),
    ),
    "an attachment that is neither linked to nor listed, and listed": (
        ("an attachment linked to", 0),
        ("an attachment listed that is linked to", 0),
        ("a document with an attachment is a draft", 0),
    ),
    "figures that fail, why they do, and why else": (
        ("figures that do not balance", 0),
        ("a reason for what fails", 0),
        ("a reason for what fails", 0),
        ("other figures", 0),
    ),
    "a warning, and no mercy": (("the title of a report", 0), ("the strictness", 0)),
    "a link that breaks on another side": (
        ("a link to a page that comes and goes", 0),
        ("a page deleted", 0),
        ("something deleted comes back", 0),
    ),
    "a link to what only a draft has": (
        ("a draft with an attachment of its own", 0),
        ("a link to an attachment that a draft has", 0),
        ("a link to an attachment that a draft has", 0),
    ),
    "a link to what only another agency's draft has": (
        ("a draft of an agency with an attachment", 0),
        ("a link to an attachment of an agency's draft", 0),
    ),
    "a partial that a template can do without": (
        ("a template that asks for it by its name", 0),
        ("a partial that may be asked for", 0),
        ("a partial that may be asked for", 0),
    ),
    "a partial that no template names": (
        ("a template that asks for it by a name put together", 0),
        ("a partial that may be asked for", 0),
        ("a partial that may be asked for", 0),
    ),
    "a report that a template links to goes": (
        ("a template that links to a report", 0),
        ("a report deleted", 5),
        ("something deleted comes back", 0),
    ),
    "a heading that a template links to goes": (
        ("a template that links to a report", 0),
        ("a heading that a template links to", 0),
    ),
    "a theme that is changed while it is not used": (
        ("the theme", 0),
        ("a word of a style sheet", 0),
        ("the theme", 0),
    ),
    "a theme between, and what it hides": (
        ("a theme between", 0),
        ("a theme between", 0),
    ),
    "fragments, while other things change": (
        ("the fragments", 0),
        ("a word of a page", 0),
        ("the base URL of the command", 0),
        ("the base URL of the command", 0),
        ("the fragments", 0),
    ),
    "fragments without a base URL": (("the base URL", 1), ("the fragments", 0)),
    "many hands": (
        ("the number of processes", 0),
        ("the title of a page", 0),
        ("the problems of another report", 0),
    ),
    "two outputs by turns": (
        ("another output", 0),
        ("a word of a report", 0),
        ("another output", 0),
        ("a page renamed", 0),
        ("another output", 0),
    ),
    "days pass, and come again": (
        *(("the day", 0), ("the day", 3), ("the day", 4), ("the day", 5), ("the day", 7)),
    ),
    "a warning of the day, and a waiver": (("the day", 0), ("a waiver for all documents", 0)),
    "a new year's report before the year ends": (("a new report", 1), ("the day", 0)),
    "an agency is a draft, and changes": (
        ("an agency is a draft", 1),
        ("the name of an agency", 1),
        ("an agency is a draft", 1),
    ),
    "another agency's text, and away with the first": (
        ("a text copied to another agency", 1),
        ("a rule deleted", 2),
    ),
    "a page, a folder of its name, and no page": (
        ("a page in a folder of the name of a page", 0),
        ("a link to an agency", 0),
    ),
}


LIST: dict[str, Steps] = {**{name: ((name, 0),) for name in EDITS}, **SEQUENCES}
