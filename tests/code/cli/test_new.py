"""jiuye new: skeletons that the check walks an officer through."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import check
from bot.cli.new import command
from bot.content.fields import KINDS, TABLES
from bot.content.load import load_content
from bot.content.tree import read_tree
from bot.model.errors import UnknownName
from bot.model.problems import Problem
from tests.code.content.trees import good_texts

GOOD = Path(__file__).parents[1] / "content" / "good"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small content folder without problems."""
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--folder", str(folder)])


def _errors(folder: Path) -> list[Problem]:
    content, problems = load_content(read_tree(folder))
    return [] if content is not None else list(problems)


def test_a_new_region_is_clean_at_once(folder: Path) -> None:
    """After new region the content has no error, the region is there, and its name is the one given."""
    assert _run(folder, "region", "quwo", "--name", "曲沃县", "--parent", "sample").exit_code == 0
    content, problems = load_content(read_tree(folder))
    assert content is not None, problems
    assert (content.regions["quwo"].name, content.regions["quwo"].parent) == ("曲沃县", "sample")


def test_a_new_policy_lists_what_is_to_be_filled_in(folder: Path) -> None:
    """Exactly the required keys that are still empty are errors, each at its own line; then one more can be begun."""
    (folder / "knowledge/sample/startup-subsidy.yaml").unlink()
    ui_refund = folder / "knowledge/sample/ui-refund.yaml"
    ui_refund.write_text(ui_refund.read_text("utf-8").replace("接替: sample/startup-subsidy\n", ""), "utf-8")
    assert _run(folder, "policy", "sample/startup-subsidy").exit_code == 0
    lines = (folder / "knowledge/sample/startup-subsidy.yaml").read_text("utf-8").split("\n")
    empty = {(number, line[:-1]) for number, line in enumerate(lines, 1) if line.endswith(":") and line[0] != "#"}
    assert {(problem.place.line, problem.field) for problem in _errors(folder)} == empty
    required = {field.key for field in TABLES["政策"].fields if field.required}
    assert {key for _, key in empty} == required - {"名称", "文件"}
    assert _run(folder, "policy", "sample/startup-subsidy--second").exit_code == 0


def test_every_key_of_the_table_is_shown(folder: Path) -> None:
    """A skeleton keeps nothing back: each key of a policy and its meaning stands in it."""
    _run(folder, "policy", "sample/ui-refund--second")
    text = (folder / "knowledge/sample/ui-refund--second.yaml").read_text("utf-8")
    assert [
        field.key for field in TABLES["政策"].fields if field.meaning not in text or f"{field.key}:" not in text
    ] == []


def test_every_block_may_be_uncommented(folder: Path) -> None:
    """With the # taken from every line below a key's meaning, the file is still well formed."""
    _run(folder, "policy", "sample/ui-refund--second")
    path = folder / "knowledge/sample/ui-refund--second.yaml"
    groups = [group.split("\n") for group in path.read_text("utf-8").split("\n\n")]
    path.write_text(
        "\n\n".join("\n".join(line.removeprefix("# ") for line in group[1:]) for group in groups[1:]), "utf-8"
    )
    found = {(problem.code, problem.message) for problem in _errors(folder) if problem.place.path.endswith(path.name)}
    malformed = {"E-SYNTAX", "E-CONDITION-FORM", "E-UNKNOWN-KEY", "E-SHAPE", "E-DUPLICATE-KEY", "E-KEY-FORM"}
    assert not {one for one in found if one[0] in malformed}
    assert "条件:\n  全部:" in path.read_text("utf-8")


def test_a_regions_further_keys_may_be_uncommented(folder: Path) -> None:
    """Each commented key of a new region is well formed once its # is taken away; what it means may stay behind it."""
    _run(folder, "region", "quwo", "--name", "曲沃县", "--parent", "upper")
    path = folder / "knowledge/_regions.yaml"
    head, mark, entry = path.read_text("utf-8").partition("\nquwo:")
    lines = [line.replace("  # ", "  ", 1) for line in entry.split("\n")]
    head = head.replace("样城", "甲城").replace("东镇, 西镇", "甲镇")  # which the examples of the keys are called
    path.write_text(head + mark + "\n".join(lines), "utf-8")
    assert "人工时间: [{" in path.read_text("utf-8")
    assert [problem for problem in _errors(folder) if problem.place.path.endswith(path.name)] == []


def test_nothing_is_overwritten_and_nothing_unknown_is_begun(folder: Path) -> None:
    """A file that is there stays as it is; unknown regions and measures are refused with what there is."""
    before = read_tree(folder)
    assert _run(folder, "policy", "sample/startup-subsidy").exit_code == 2
    assert _run(folder, "region", "sample", "--name", "样县").exit_code == 2
    assert _run(folder, "region", "Quwo", "--name", "曲沃县").exit_code == 2
    for arguments in (("policy", "nowhere/ui-refund"), ("policy", "sample/nothing")):
        assert isinstance(_run(folder, *arguments).exception, UnknownName)
    assert read_tree(folder) == before


def test_a_county_is_checked_by_itself(folder: Path, tmp_path: Path) -> None:
    """Its own text is all a county needs, saved by either editor of Windows; reminders about others are left out."""
    sources = tmp_path / "原文"
    sources.mkdir()

    def checked(*more: str) -> str:
        given = ["--sources", str(sources), *more, str(folder)]
        return CliRunner().invoke(check.command, given, standalone_mode=False, catch_exceptions=False).output

    def failing(*more: str) -> str:
        given = ["--sources", str(sources), *more, str(folder)]
        return str(CliRunner().invoke(check.command, given, standalone_mode=False).exception)

    assert "E-SOURCE-MISSING" in checked("--region", "sample")
    upper = checked("--region", "upper")
    assert "E-SOURCE-MISSING" not in upper
    assert "[提醒]" not in upper
    assert "[提醒]" in checked("--region", "sample")
    for name, text in good_texts().items():
        (sources / name).write_bytes(text.encode("gb18030"))
    ours = checked("--region", "sample")
    assert "E-SOURCE-MISSING" not in ours
    assert "E-CLAUSE-NOT-FOUND" not in ours
    for name, text in good_texts().items():
        (sources / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert checked("--region", "sample") == ours
    assert "没有地区" in failing("--region", "nowhere")
    (sources / "plan.txt").write_bytes(b"\xff\xff\x00\xff")
    assert "UTF-8" in failing()


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    """Every kind of file has one, in the folder that was named, and it is told for which files it is."""
    told = CliRunner().invoke(command, ["schema", str(tmp_path / "keys")]).output
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "keys").iterdir()}
    assert found.keys() == {kind.name for kind in KINDS}
    assert "名称" in found["policy"]["$defs"]["政策"]["required"]
    assert "policy.json，用于 knowledge/<地区>/<事项>.yaml" in told
