"""The channels of a total."""

from __future__ import annotations

import pytest

from rules.prose.reports import disagreeing

OTHER_CHANNELS = (
    "全年主动公开政府信息共20条，通过其他途径公开信息13条。",
    "公开信息 20 条，另以其它方式公开 13 条。",
    "本局主动公开的政府信息共计20条，以其他渠道公开的信息13条，都经过审核。",
)
CHANNELS_NAMED = (
    "通过政府网站公开信息20条，通过其他途径公开信息13条。",
    "本局在公报上公布目录。全年公开信息20条，通过其他途径公开信息13条。",
    "公开信息20条，通过网站公开7条，通过其他途径公开信息13条。",
    "公开信息20条，通过其他途径解决问题13件。",
    "公开信息20条，告知通过其他途径办理13条。",
)


@pytest.mark.parametrize("text", OTHER_CHANNELS)
def test_other_channels_than_none_are_found(text: str) -> None:
    assert disagreeing(text) == {"R110"}


@pytest.mark.parametrize("text", CHANNELS_NAMED)
def test_other_channels_than_those_named_are_left(text: str) -> None:
    assert disagreeing(text) == set()
