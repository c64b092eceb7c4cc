"""Style sheets are read as CSS: what is loaded is found however it is written."""

from __future__ import annotations

import pytest

from site_builder.publish.style_sheet import requests


@pytest.mark.parametrize(
    "css",
    [
        *(
            "@import 'https://a.example/';",
            r"@\69mport '//a.example/';",
            "@import url(//a.example);",
        ),
        *('p{background:URL( "http://a.example/" )}', r"p{background:u\72l(https://a.example/)}"),
        *(r"p{background:\000055 rl(//a.example)}", "p{background:image-set('//a.example' 1x)}"),
        *("p{--x:'//a.example';background:image-set(var(--x) 1x)}", r"p{x:url('\68ttps://a.e')}"),
        *("/*'*/p{x:url(//a.example)}", "@namespace x';'; @import '//a.example';"),
        *("p{x:url('ht\\\ntps://a.example')}", "p{x:url(/\\\\a.example)}", "p{x:url(\t//a.example"),
        *(
            "p{cursor:src('//a.example')}",
            "p{x:'a\n;y:url(//a.example)}",
            "p{x:url(https:a.example)}",
        ),
    ],
)
def test_what_a_style_sheet_loads_from_elsewhere_is_found(css: str) -> None:
    assert len(requests(css)) == 1


@pytest.mark.parametrize(
    "css",
    [
        *("p{background:url(../b.png)} /* url(https://a.example) */", "a[href^='https://a']{}"),
        *("@namespace svg url(http://www.w3.org/2000/svg);", '@namespace "http://a.example";'),
        *("p{x:url(data:image/png;base64,AA//BB)}", "@charset 'utf-8';", r"p{content:'\e900'}"),
        *(
            "p{x:url('data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>')}",
            "",
            "p{x:'",
        ),
    ],
)
def test_what_it_has_itself_is_no_request(css: str) -> None:
    assert requests(css) == ()
