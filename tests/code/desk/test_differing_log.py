"""The changelog beside the knowledge names every region, document and period the knowledge holds."""

from __future__ import annotations

from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.model.wording import show_day


def test_every_document_is_in_the_changelog_of_its_region() -> None:
    """A document entered without a word in the changelog, or under another region, is found; so is a wrong end."""
    content = content_of(read_folder(BESIDE))
    text = (BESIDE / "knowledge" / "CHANGES.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")[1:]}
    for document in content.documents.values():
        if any(one.cite.document == document.number for one in content.policies.values()):
            section = sections[content.regions[document.region].name]
            assert document.number in section
            if document.kind == "文件" and document.end:
                assert f"执行到{show_day(document.end)}" in section
    own = {one.name for one in content.regions.values() if content.in_region(one.slug)}
    assert set(sections) == own
