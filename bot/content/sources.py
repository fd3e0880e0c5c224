"""Holds the content against the stored texts of the documents: every figure must stand in the clause it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from bot.content.figure_context import mixed_up_with
from bot.content.figure_support import Evidence
from bot.content.figures import figures, squeeze
from bot.content.findings import Findings, nearest
from bot.content.words import read_date, read_period, read_share
from bot.model.claims import Claim
from bot.model.documents import Clause
from bot.model.library import Content
from bot.model.problems import Place, Problem

COPIED = 25
LISTED = 2
_NUMBERED = re.compile(r"\A(?:[（(]?[一二三四五六七八九十\d]+[）).．、])+")
_REPORTED = re.compile(r"[初底末]?的?(?:报道|报纸)")


def check_sources(content: Content, texts: Mapping[str, str], region: str | None = None) -> tuple[Problem, ...]:
    """All figures that the cited clause does not hold, clauses that cannot be found, and sentences that were copied.

    texts: stored text by the file name that 原文 gives. region: only what this region's files hold is looked at, and
    only the documents they cite are needed. Pure; never raises.
    """
    claims = [one for one in content.claims if region is None or one.place.path.startswith(f"knowledge/{region}/")]
    needed = {one.number for one in content.documents.values() if region in (None, one.region)}
    needed |= {one.cite.document for one in claims}
    findings = Findings()
    squeezed = {name: squeeze(text)[0] for name, text in texts.items()}
    evidence: dict[tuple[str, str], Evidence] = {}
    for document in content.documents.values():
        if document.number not in needed:
            continue
        whole = squeezed.get(document.source)
        if whole is None:
            remedy = nearest(document.source, squeezed)
            message = f"找不到原文「{document.source}」"
            findings.add("E-SOURCE-MISSING", document.place, "原文", message, remedy)
            continue
        evidence[document.number, ""] = Evidence.of(whole, document)
        for clause in document.clauses.values():
            text = _cut(whole, clause, findings)
            if text is not None:
                evidence[document.number, clause.key] = Evidence.of(_NUMBERED.sub("", text, count=1), document)
    for claim in claims:
        proof = evidence.get((claim.cite.document, claim.cite.clause))
        if proof is not None:
            _check(claim, proof, findings)
            _check_copied(claim, evidence[claim.cite.document, ""], findings)
    return findings.sorted()


def _cut(whole: str, clause: Clause, findings: Findings) -> str | None:
    """The clause's part of the squeezed document, or None when its first or following words are not found."""
    start, stop = squeeze(clause.start)[0], squeeze(clause.stop)[0]
    first = whole.find(start)
    if first < 0:
        _not_found(clause, "起", clause.start, findings)
        return None
    if whole.find(start, first + 1) >= 0:
        message = f"「{clause.start}」在原文里不止一处，取了第一处"
        findings.add("W-CLAUSE-AMBIGUOUS", clause.place, clause.key, message, "「起」多写几个字")
    if not stop:
        return whole[first:]
    last = whole.find(stop, first + len(start))
    if last < 0:
        _not_found(clause, "止", clause.stop, findings)
        return None
    return whole[first:last]


def _not_found(clause: Clause, key: str, words: str, findings: Findings) -> None:
    message = f"「{clause.key}」的{key}「{words}」在原文里找不到"
    remedy = "照原文印的字抄，标点也要一样；「止」要在「起」的后面"
    findings.add("E-CLAUSE-NOT-FOUND", clause.place, key, message, remedy)


def _check(claim: Claim, proof: Evidence, findings: Findings) -> None:
    """Note every figure of a claim that the clause does not bear out, or holds about something else."""
    where = str(claim.cite) if claim.cite.clause else f"{claim.cite.document} 全文"
    for words, offset, other in _doubtful(claim, proof):
        column = claim.place.column + offset if claim.inline else claim.place.column
        place = Place(claim.place.path, claim.place.line, column)
        if other is None:
            message = f"「{words}」在 {where} 的原文里找不到"
            findings.add("E-FIGURE", place, claim.field, message, "照原文改数字，或改引用的条款")
        else:
            message = f"{where} 的「{words}」说的是别的事，这里的话对应的是「{other}」"
            findings.add("E-FIGURE-PLACE", place, claim.field, message, "照原文改数字；数字没错就把话写得更近原文")


def _doubtful(claim: Claim, proof: Evidence) -> Iterator[tuple[str, int, str | None]]:
    """The figures not borne out: words, offset in the claim, and the figure that fits instead, if one does."""
    words = claim.words
    if claim.field == "最长":
        # said as documents say it, so that a short period elsewhere in the clause is not taken for it
        for _, _, other in _doubtful(replace(claim, field="", kind="prose", words=f"最长不超过{words}"), proof):
            yield words, 0, other
    elif claim.kind in ("prose", "names"):
        text, positions = squeeze(words)
        for figure in figures(text):
            own = figure.kind == "document" and not claim.cite.clause
            if not (proof.prints_number(figure.words) if own else proof.bears_out(figure)):
                yield figure.words, positions[figure.start], None
                continue
            if figure.kind == "date" and _REPORTED.match(text, figure.start + len(figure.words)):
                continue  # 据2023年2月报道 dates the report, whatever else the clause dates
            rival = mixed_up_with(figure, text, proof.text, proof.found)
            if rival is not None:
                yield figure.words, positions[figure.start], rival.words
    elif not _scalar_holds(claim, proof):
        yield words.replace(" ", ""), 0, None


def _scalar_holds(claim: Claim, proof: Evidence) -> bool:
    kind, words = claim.kind, claim.words
    if kind == "number":
        number, _, unit = words.partition(" ")
        return proof.number(Fraction(number), unit)
    if kind == "share":
        return any(known.kind == "share" and known.value == read_share(words) for known in proof.found)
    if kind == "date":
        day = read_date(words)
        return proof.calendar(day.year, day.month, day.day) if claim.cite.clause else proof.prints(day)
    if words.endswith("岁"):
        age = read_period(words).months // 12
        # 16-24岁 is written 未满 25岁
        return proof.number(Fraction(age), "岁") or (kind == "age-below" and proof.number(Fraction(age - 1), "岁"))
    period = read_period(words)
    if not period.months and not period.days:
        return True  # 满0天 only says that the day has come
    return proof.period((period.months, period.days))


def _check_copied(claim: Claim, whole: Evidence, findings: Findings) -> None:
    """Note a sentence that repeats the source instead of saying it in our words."""
    if claim.kind != "prose":
        return
    text = re.sub("《[^》]*》", "", squeeze(claim.words)[0])
    for start in range(len(text) - COPIED + 1):
        words = text[start : start + COPIED]
        # a row of names (bodies, trades) can only be said as it is
        if words in whole.text and words.count("、") < LISTED:
            message = f"照抄了原文「{words}…」"
            findings.add("W-COPIED", claim.place, claim.field, message, "用自己的话说短些")
            return
