"""Small edits of content files that leave every other byte, comment and order as it was."""

from __future__ import annotations

import io
import json
import re

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from bot.model.errors import JiuyeError

EXAMPLES = "例句"
_PLAIN = re.compile(r"[一-鿿][一-鿿A-Za-z0-9，。？！、（）]*")
"""What needs no quotes: Chinese, letters, digits and Chinese marks, beginning with a Chinese character."""


class CannotEdit(JiuyeError):
    """The file is not written in a way that can be edited here; the text says what to do."""


def _read(text: str) -> CommentedMap:
    reader = YAML(typ="rt", pure=True)
    try:
        found = reader.load(io.StringIO(text))
    except YAMLError as error:
        raise CannotEdit("这个文件现在有写法错误，先改好再收例句。") from error
    if not isinstance(found, CommentedMap):
        raise CannotEdit("这个文件不是一张「键: 值」的表。")
    return found


def examples(data: bytes) -> list[str]:
    """The example utterances of a measure's file. Raises CannotEdit."""
    return [str(item) for item in _read(data.decode("utf-8")).get(EXAMPLES) or []]


def quoted(text: str) -> str:
    """The text as a YAML scalar on one line."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def add_examples(data: bytes, utterances: list[str]) -> bytes:
    """The file with further example utterances at the end of its list; those it has already are left out.

    Raises CannotEdit when the list cannot be found or is not written one item a line.
    """
    text = data.decode("utf-8")
    sequence = _read(text).get(EXAMPLES)
    if not isinstance(sequence, CommentedSeq) or not sequence or sequence.fa.flow_style():
        raise CannotEdit("「例句」要写成一行一句，前面加短横线，才能在这里收。")
    had = [str(item) for item in sequence]
    new = [item for item in dict.fromkeys(" ".join(one.split()) for one in utterances) if item and item not in had]
    if not new:
        return data
    lines = text.splitlines(keepends=True)
    at, column = sequence.lc.item(len(sequence) - 1)
    ending = "\r\n" if lines[at].endswith("\r\n") else "\n"
    dash = lines[at][:column].rstrip().rfind("-")
    if dash < 0 or lines[at][:dash].strip():
        raise CannotEdit("「例句」最后一条不是一行一句的写法，请先在内容页里改好。")
    if not lines[at].endswith("\n"):
        lines[at] += ending
    added = [f"{lines[at][:dash]}- {quoted(item)}{ending}" for item in new]
    result = "".join([*lines[: at + 1], *added, *lines[at + 1 :]]).encode()
    if examples(result) != had + new:  # a last item over several lines, for example
        raise CannotEdit("「例句」的写法这里改不了，请在内容页里直接改文字。")
    return result
