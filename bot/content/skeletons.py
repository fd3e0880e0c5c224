"""Empty content files with a comment for every key, derived from the field table so that they cannot grow stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.content.editing import quoted
from bot.content.fields import TABLES
from bot.content.revising import scalar
from bot.content.shapes import Either, Field, ListOf, MapOf, Part, Shape, Word

INDENT = "  "
TREE, GROUPED = "条件", ("全部", "任一", "都不", "其中")
WRITTEN = frozenset({"编号", "事实", "说法", "是"})
"""Keys of a condition that the example holds; the others say how it could be compared instead."""


def policy_skeleton(title: str, values: Mapping[str, str]) -> str:
    """A policy file: required keys to be filled in, the others as comments to be uncommented.

    title: the first line, for people. values: what is known already, by key. Every required key that is left empty
    is an error of the check, so that nothing half written goes live.
    """
    lines = [f"# {title}", "# 每个键上面是它的意思。必填的填好，用得着的去掉前面的 #，用不着的整段删去。"]
    for field in TABLES["政策"].fields:
        lines.extend(("", f"# {_meaning(field)}"))
        if field.key in values:
            lines.append(f"{field.key}: {values[field.key]}")
        elif field.required:
            lines.append(f"{field.key}:")
        else:
            lines.extend(_commented(field))
    return "\n".join(lines) + "\n"


def policy_begun(values: Mapping[str, str]) -> str:
    """A policy that begins in a form: the required keys alone, since the form tells what else there is."""
    needed = [field.key for field in TABLES["政策"].fields if field.required]
    return "".join(f"{key}: {scalar(values[key], flow=False)}\n" if key in values else f"{key}:\n" for key in needed)


def documents_skeleton(title: str) -> str:
    """The register of a region's documents, all comments: a region may be entered before it has any."""
    lines = [f"# {title}", "# 去掉前面的 #，把例子换成这里的文件；一份文件一段。", "#", "# 文号:"]
    for field in TABLES["文件登记"].fields:
        lines.append(f"#   # {_meaning(field)}")
        lines.extend(_commented(field, INDENT))
    return "\n".join(lines) + "\n"


def region_entry(slug: str, values: Mapping[str, str]) -> str:
    """A region's entry for knowledge/_regions.yaml; keys that are not known yet stay comments."""
    lines = ["", f"{slug}:"]
    for field in TABLES["地区"].fields:
        if field.key in values:
            lines.append(f"{INDENT}{field.key}: {values[field.key]}")
        else:
            lines.append(f"{INDENT}# {field.key}: {_example(field)}    # {field.meaning}")
    return "\n".join(lines) + "\n"


def measure_text(name: str, short: str, covers: str, examples: Sequence[str]) -> str:
    """The file of a new measure; what is not known yet stays a comment."""
    values = {"名称": quoted(name), "简称": quoted(short), "说明": quoted(covers or name)}
    lines = []
    for field in TABLES["事项"].fields:
        if field.key in values:
            lines.append(f"{field.key}: {values[field.key]}")
        elif field.key == "例句":
            lines.append(f"{field.key}:")
            lines.extend(f"{INDENT}- {quoted(example)}" for example in examples)
        elif not _parts(field.shape):
            lines.append(f"# {field.key}: {field.example}    # {_meaning(field)}")
    return "\n".join(lines) + "\n"


def _meaning(field: Field) -> str:
    """What a key means, whether it is needed, and how a value is written."""
    need = "（必填）" if field.required else ""
    example = f"。例：{field.example}" if field.example and not _parts(field.shape) else ""
    return f"{field.meaning}{need}{example}"


def _example(field: Field) -> str:
    if isinstance(field.shape, Word) and field.shape.choices:
        return field.shape.choices[0]
    return "[]" if _parts(field.shape) and field.example[:1] not in ("[", "{") else field.example


def _parts(shape: Shape) -> tuple[str, ...]:
    """The table a shape is made of, in a tuple; empty for scalars."""
    if isinstance(shape, ListOf | MapOf):
        return _parts(shape.item)
    if isinstance(shape, Either):
        return _parts(shape.part)
    return (shape.table,) if isinstance(shape, Part) else ()


def _commented(field: Field, indent: str = "") -> Iterator[str]:
    """A key as comments; a record inside it shows its own keys once."""
    inner = _parts(field.shape)
    if not inner:
        yield f"# {indent}{field.key}: {_example(field)}"
        return
    yield f"# {indent}{field.key}:"
    indent += INDENT
    shape = field.shape
    if isinstance(shape, MapOf):
        yield f"# {indent}{shape.key}:"
        indent, shape = indent + INDENT, shape.item
    if inner[0] == TREE:
        yield from _tree(indent)
        return
    first = "- " if isinstance(shape, ListOf) else ""
    for number, part in enumerate(TABLES[inner[0]].fields):
        lead = first if number == 0 else " " * len(first)
        yield f"# {indent}{lead}{_line(part)}"


def _line(part: Field) -> str:
    return f"{part.key}: {part.example}    # {part.meaning}{'（必填）' if part.required else ''}"


def _tree(indent: str) -> Iterator[str]:
    """A tree of one condition; what it could be instead stays a comment when all of it is uncommented."""
    for part in TABLES[TREE].fields:
        if part.key in GROUPED:
            mark = "" if part.key == GROUPED[0] else "# "
            yield f"# {indent}{mark}{part.key}:    # {part.meaning}"
            if not mark:
                children = [f"# {indent}  {line}" for line in _leaf()]
    yield from children


def _leaf() -> Iterator[str]:
    lead = "- "
    for part in TABLES[TREE].fields:
        if part.key not in GROUPED:
            yield f"{lead}{'' if part.key in WRITTEN else '# '}{_line(part)}"
            lead = "  "
