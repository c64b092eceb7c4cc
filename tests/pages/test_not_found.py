"""The page for addresses that lead nowhere."""

from __future__ import annotations

from conftest import data_of

from site_builder.model.site import Settings
from site_builder.pages.not_found import view

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def test_it_says_so() -> None:
    shown = view(0, data_of((), Settings("门户")))

    assert shown.meta.title == "没有找到这个页面"
    assert shown.addresses == ()
