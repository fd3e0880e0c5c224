"""The content that ships is sound and speaks of exactly the fixed regions and measures."""

from __future__ import annotations

from pathlib import Path

from bot.content.fields import KINDS
from bot.content.json_schema import schema
from bot.content.load import load_content
from bot.content.readme_tables import readme
from bot.content.tree import FOLDERS, read_tree
from bot.model.problems import Severity
from tests.code.content.slugs import MEASURES, REGIONS

ROOT = Path(__file__).parents[3]


def test_the_shipped_content_has_no_errors() -> None:
    """Everything under intents/, knowledge/ and replies/ is read without an error, with the fixed slugs and names."""
    content, problems = load_content(read_tree(ROOT))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert not errors, "\n".join(map(str, errors))
    assert content is not None
    assert {slug: one.name for slug, one in content.regions.items()} == dict(REGIONS)
    assert {slug: one.name for slug, one in content.intents.measures.items()} == dict(MEASURES)


def test_readmes_are_current() -> None:
    """The READMEs are what the field table yields; write_readmes brings them up to date."""
    for folder in FOLDERS:
        assert (ROOT / folder / "README.md").read_text(encoding="utf-8") == readme(folder)


def test_every_kind_of_file_has_a_schema() -> None:
    """The editors' schema names every key of the table and refers only to what it defines."""
    for kind in KINDS:
        made = schema(kind.name)
        definitions = made["$defs"]
        assert isinstance(definitions, dict)
        text = str(made)
        for part in text.split("#/$defs/")[1:]:
            assert part.split("'", 1)[0] in definitions
