"""What is looked up in tables made once a content is what going through all of it would find."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import option_words, volunteering
from bot.dialogue.naming import _longest
from bot.dialogue.relevance import asked_by, asked_by_any
from bot.dialogue.scene import Scene
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.session import Session
from bot.model.understanding import Outcome, Understanding
from tests.code.library import NOW, snapshot

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"
FILES = ("answers-dev.jsonl", "dev-a-held.jsonl")
ROWS = [line for name in FILES for line in (EVALUATION / name).read_text("utf-8").splitlines()]
TOLD = [json.loads(row).get("text", "") for row in ROWS]


def _all_named(content: Content, text: str) -> dict[str, int]:
    """The facts that a text has words of, by trying all words of all facts."""
    named: dict[str, int] = {}
    for fact in content.facts.by_name.values():
        said = max((len(word) for word in (*fact.aliases, *fact.words) if word in text), default=0)
        whole = len(fact.name) if all(char in text for char in fact.name) else 0
        if max(said, whole) >= volunteering.LEAST_SAID:
            named[fact.name] = max(said, whole)
    return named


def test_facts_are_found_by_their_words() -> None:
    """The facts that a message has words of are those of which it has words, in the same order."""
    content = snapshot().library.content
    found = [volunteering._facts_named(content, text) for text in TOLD]
    assert any(found)
    assert [list(one.items()) for one in found] == [list(_all_named(content, text).items()) for text in TOLD]


def test_options_are_found_by_their_words() -> None:
    """Of no fact an option is said that the table of options does not lead to."""
    library = snapshot().library
    options = [word for fact in library.content.facts.by_name.values() for one in fact.options for word in one.synonyms]
    scene = Scene(Session("x"), library, NOW, Understanding("", "", Outcome.FALLBACK))
    for text in [*TOLD[:50], *options, *(f"我是{word}。" for word in options)]:
        said = replace(scene, seen=Understanding(text, text, Outcome.FALLBACK))
        all_said = {name for name in library.content.facts.by_name if option_words.options_said(said, name)}
        assert option_words.having_option(said) == all_said


@given(st.text("社保补贴岗", max_size=8), st.text("社保补贴岗", max_size=8))
def test_the_longest_piece_of_a_name(text: str, name: str) -> None:
    """The longest piece of a name in a text is as long as trying all pieces finds."""
    pieces = [name[start:end] for start in range(len(name)) for end in range(start + 1, len(name) + 1)]
    assert _longest(text, name) == max((len(piece) for piece in pieces if piece in text), default=0)


def test_what_follows_from_the_content_alone_is_worked_out_once() -> None:
    """A table is made for the first who asks for it; another content has its own."""
    content = replace(snapshot().library.content, digest="x")
    asked: list[Content] = []

    def table(of: Content) -> int:
        asked.append(of)
        return len(of.policies)

    assert content.once(table) == content.once(table) == len(content.policies)
    assert asked == [content]
    assert replace(content, policies={}).once(table) == 0


def test_what_policies_ask_for_together() -> None:
    """The facts of several policies are those of each."""
    content = snapshot().library.content
    policies = content.in_region("jishan")
    assert asked_by_any(content, policies) == {name for policy in policies for name in asked_by(policy)}
