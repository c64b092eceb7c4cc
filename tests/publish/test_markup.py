"""Tags are read as browsers read them: html5lib, which follows the standard, sees none that we do
not."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

import pytest
from conftest import examples
from html5lib import HTMLParser
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given
from hypothesis import strategies as st

from site_builder.publish.markup import read_markup

MARKS = [
    *("<", ">", "</", "/>", '"', "'", "=", " ", "\n", "/", "`", "<!--", "-->", "--!>", "<![CDATA["),
    *("]]>", "<!", "<?", "a", "b", "<a ", "<p ", "<img ", "<svg>", "</svg>", "<math>", "<mi>"),
    *("<title>", "</title>", "<textarea>", "</textarea>", "<style>", "</style>", "<noscript>"),
    *(
        "</noscript>",
        "<script>",
        "</script>",
        "<xmp>",
        "</xmp>",
        "<select>",
        "<template>",
        "<desc>",
    ),
    *("<plaintext>", "<iframe>", "</iframe>", "<table>", "<td>", "onclick=x", 'href="', "id='"),
    *(" id=", " src=u", " src='u'", "<A HREF=", "\0", "\r\n", "\f", "&quot;", "&lt;", "é", "甲"),
]


def seen_by_a_browser(html: str) -> list[dict[str, str]]:
    """The attributes of every start tag that a browser sees, with scripts and without."""
    tags: list[dict[str, str]] = []
    emit = HTMLTokenizer.emitCurrentToken

    def note(self: Any) -> None:
        if self.currentToken["type"] == tokenTypes["StartTag"]:
            tags.append(dict(reversed(self.currentToken["data"])))
        emit(self)

    with patch.object(HTMLTokenizer, "emitCurrentToken", note):
        for scripting in (True, False):
            HTMLParser().parse(html, scripting=scripting)
    return tags


def plain(text: str) -> str:
    """A value without what browsers replace or leave out."""
    return re.sub("[ \0\ufffd\t\r\n\f]", "", text)


@given(st.lists(st.sampled_from(MARKS), max_size=25).map("".join))
@examples(400)
def test_a_clear_page_has_no_tag_that_only_a_browser_sees(html: str) -> None:
    markup = read_markup(html.encode())

    if not markup.unclear:
        ids = {plain(one) for tag in markup.tags for one in tag.ids} | {""}
        loads = {plain(one) for tag in markup.tags for one in (*tag.loads, *tag.links)} | {""}
        for attributes in seen_by_a_browser(html):
            assert plain(attributes.get("id", "")) in ids
            assert plain(attributes.get("src", "")) in loads
            assert plain(attributes.get("href", "")) in loads
            assert "onclick" not in attributes or any(tag.active for tag in markup.tags)


@pytest.mark.parametrize(
    "html",
    [
        *("<a href='x'>", "<a href=x>", "<a\nhref=x\n>", "<A HREF = x>", "<a/href=x/>"),
        *('<a title=">" href="x">', "<a href=x/y=z>", '<a b="1"href="x">'),
        *("text a < b and <a href=x>", "<a href=>", "<br/>", "<p>1 > 0</p>"),
    ],
)
def test_a_tag_is_clear_however_it_is_written(html: str) -> None:
    assert not read_markup(html.encode()).unclear


@pytest.mark.parametrize(
    "html",
    [
        *('<a href="x', "<a href=x", "<a", '<a title="<b>">', "<a href=a\"b'>'c>", "a <b and c"),
        *(
            "<a x=/e/c='>' src=y>",
            '<a "b>c">',
            "<a x=`a b`>",
            "<a = b=c>",
            '<noscript><p title="</noscript><b>">',
        ),
    ],
)
def test_a_tag_that_browsers_may_read_otherwise_is_unclear(html: str) -> None:
    assert read_markup(html.encode()).unclear


def test_an_unclear_tag_is_shown_by_its_beginning() -> None:
    assert read_markup(b"<p>\n<a title='1\n2").unclear == "<a title='1"
    assert read_markup(f"<p>\n<a title='{'x' * 99}".encode()).unclear == f"<a title='{'x' * 50}"


@pytest.mark.parametrize(
    "attributes",
    ['href="ok" y:href="gone"', 'y:href="gone" href="ok"', 'href="ok" href="gone"'],
)
def test_no_attribute_hides_another_one(attributes: str) -> None:
    (tag,) = read_markup(f"<a {attributes}>".encode()).tags

    assert set(tag.links) == {"ok", "gone"}


def test_a_name_may_have_a_prefix_in_xml_and_begin_with_any_letter() -> None:
    data = '<甲:script xmlns:甲="http://www.w3.org/1999/xhtml">1</甲:script>'.encode()

    assert [tag.active for tag in read_markup(data, xml=True).tags] == ["<script"]
    assert read_markup(data).tags == ()


@pytest.mark.parametrize(
    ("xml", "runs"),
    [
        ('<!DOCTYPE svg [<!ENTITY x "<script>1</script>">]><svg>&x;</svg>', "<!ENTITY"),
        ('<?xml-stylesheet href="a.xsl" type="text/xsl"?><svg/>', "<?xml-stylesheet"),
        ('<?xml version="1.0" encoding="UTF-8"?><svg/>', ""),
    ],
)
def test_what_makes_other_markup_of_xml_runs(xml: str, runs: str) -> None:
    assert read_markup(xml.encode(), xml=True).runs == runs


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="utf-8">', ""),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', ""),
        (b'<meta charset="gbk">', "gbk"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=GB2312">', "gb2312"),
        (b'<?xml version="1.0" encoding="utf-7"?><svg/>', "utf-7"),
        ("年报".encode("gbk"), "\\xc4"),
        ("年报".encode("utf-16"), "\\xff"),
        (b"\x1b$B", "\\x1b"),
    ],
)
def test_another_encoding_is_noticed(data: bytes, encoding: str) -> None:
    assert read_markup(data, xml=data.startswith(b"<?")).encoding == encoding
