"""The sentences of a draft with all that hangs on them: what `check` walks over.

What a footnote cites is cited by the sentence that refers to the note, too. A comment belongs to
the sentence that it follows; on a line of its own, to the one that comes next.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.extract.checkworthy import Checkability, judge_sentence
from claimtrack.extract.languages import Language, find_language
from claimtrack.extract.quotations import Quotation, find_quotations
from claimtrack.extract.sentences import Sentence, split_sentences

if TYPE_CHECKING:
    from claimtrack.extract.citations import Citation
    from claimtrack.extract.comments import Comment
    from claimtrack.extract.draft import Draft


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence of a draft.

    Attributes:
        sentence: its text and its place.
        citations: what it cites, in its own brackets and in the notes it refers to.
        comment: what accepts it as it is, if anything does.
        checkability: whether it can be held against a source, and why.
        quotations: what it quotes; positions count from the sentence's start.
    """

    sentence: Sentence
    citations: tuple[Citation, ...]
    comment: Comment | None
    checkability: Checkability
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """All that a draft states.

    Attributes:
        statements: its sentences, in order.
        faulty_comments: comments to claimtrack that do nothing, and why: see `Comment.fault`.
        language: the language it is in, as far as it can be told.
        remarks: what a person should know about the reading.
    """

    statements: tuple[DraftStatement, ...]
    faulty_comments: tuple[Comment, ...]
    language: Language
    remarks: tuple[str, ...]


def read_statements(draft: Draft) -> Statements:
    """Take a draft apart into statements."""
    language = find_language(draft.text)
    sentences = split_sentences(draft)
    citations = tie_citations(draft, sentences)
    comments = tie_comments(draft, sentences)
    faulty = [comment for comment in draft.comments if comment.fault or not sentences]
    statements = tuple(
        DraftStatement(
            sentence,
            citations.get(index, ()),
            comments.get(index),
            judge_sentence(sentence.text, language.pack),
            find_quotations(sentence.text),
        )
        for index, sentence in enumerate(sentences)
    )
    remarks = (*draft.remarks, *([language.remark] if language.remark else []))
    return Statements(statements, tuple(faulty), language, remarks)


def tie_citations(draft: Draft, sentences: tuple[Sentence, ...]) -> dict[int, tuple[Citation, ...]]:
    """Return what each sentence cites, by its index.

    A bracket belongs to the sentence before it in its paragraph, or, opening one, to the first. One
    in a note belongs to the sentences that refer to the note, besides that of the note itself.
    """
    starts = [sentence.start for sentence in sentences]
    paragraphs = [paragraph.start for paragraph in draft.paragraphs]
    referring: dict[str, list[int]] = {}
    for label, at in draft.note_references:
        index = _find_in_paragraph(sentences, starts, paragraphs, at)
        if index is not None:
            referring.setdefault(label, []).append(index)
    tied: dict[int, list[Citation]] = {}
    for citation in draft.citations:
        at = citation.at + 1 if citation.in_text else citation.at
        index = _find_in_paragraph(sentences, starts, paragraphs, at)
        if index is not None:
            tied.setdefault(index, []).append(citation)
        paragraph = (
            draft.paragraphs[max(0, bisect_left(paragraphs, at + 1) - 1)] if paragraphs else None
        )
        for note in referring.get(paragraph.label, ()) if paragraph and paragraph.label else ():
            tied.setdefault(note, []).append(citation)
    return {index: tuple(found) for index, found in tied.items()}


def _find_in_paragraph(
    sentences: tuple[Sentence, ...], starts: list[int], paragraphs: list[int], at: int
) -> int | None:
    if not sentences:
        return None
    index = bisect_left(starts, at) - 1
    paragraph = bisect_left(paragraphs, at + 1) - 1
    following = index + 1 < len(sentences) and sentences[index + 1].paragraph == paragraph
    if following and (index < 0 or sentences[index].paragraph != paragraph):
        return index + 1
    return index if index >= 0 else None


def tie_comments(draft: Draft, sentences: tuple[Sentence, ...]) -> dict[int, Comment]:
    """Return the comment that accepts each sentence, by its index; malformed ones accept none."""
    starts = [sentence.start for sentence in sentences]
    tied: dict[int, Comment] = {}
    for comment in draft.comments:
        if comment.fault or not sentences:
            continue
        following = bisect_left(starts, comment.at)
        before = following - 1
        if before < 0 or (comment.own_line and following < len(sentences)):
            tied[following] = comment
        else:
            tied[before] = comment
    return tied
