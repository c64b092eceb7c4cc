"""A free page."""

from __future__ import annotations

from conftest import Scenario, views
from texts import page

from site_builder.pages.view_models import Text

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def text_view(scenario: Scenario, url: str, text: str) -> Text:
    found = views(scenario, text)[url]
    assert isinstance(found, Text)
    return found


def test_only_chapters_and_their_parts_are_in_the_contents(site: Scenario) -> None:
    view = text_view(
        site, "pages/example/index.html", page("## 一\n\n### 二\n\n#### 三\n\n## 四\n")
    )

    assert [heading.text for heading in view.contents] == ["一", "二", "四"]
