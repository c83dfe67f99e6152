"""The sentences of a draft with all that hangs on them: what `check` walks over.

What a footnote cites is cited by the sentence that refers to the note, too. A comment belongs to
the sentence that it follows; on a line of its own, to the one that comes next.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claimtrack.extract.checkworthy import Checkability, judge_sentence
from claimtrack.extract.languages import Language, find_language
from claimtrack.extract.quotations import Quotation, find_quotations
from claimtrack.extract.sentences import Sentence, split_sentences

if TYPE_CHECKING:
    from claimtrack.extract.citations import Citation
    from claimtrack.extract.comments import Comment
    from claimtrack.extract.draft import Draft
    from claimtrack.language.packs import LanguagePack


#: What is longer, in characters, is no sentence; comparing it would take long and tell nothing.
LONGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence of a draft.

    Attributes:
        sentence: its text and its place.
        last_line: the line on which it ends.
        citations: what it cites, in its own brackets and in the notes it refers to.
        comment: what accepts it as it is, if anything does.
        checkability: whether it can be held against a source, and why.
    """

    sentence: Sentence
    last_line: int
    citations: tuple[Citation, ...]
    comment: Comment | None
    checkability: Checkability

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any sentence."""
        return len(self.sentence.text) > LONGEST

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """What it quotes; positions count from the sentence's start."""
        return () if self.is_too_long else find_quotations(self.sentence.text)


@dataclass(frozen=True, slots=True)
class Statements:
    """All that a draft states.

    Attributes:
        statements: its sentences, in order.
        idle_comments: comments to claimtrack that accept nothing: they have a fault, or there is
            no sentence for them.
        language: the language it is in, as far as it can be told.
        remarks: what a person should know about the reading.
    """

    statements: tuple[DraftStatement, ...]
    idle_comments: tuple[Comment, ...]
    language: Language
    remarks: tuple[str, ...]


def read_statements(draft: Draft) -> Statements:
    """Take a draft apart into statements."""
    language = find_language(draft.text)
    sentences = split_sentences(draft)
    citations = tie_citations(draft, sentences)
    comments = tie_comments(draft, sentences)
    tied = {comment.start for comment in comments.values()}
    statements = tuple(
        DraftStatement(
            sentence,
            draft.locate(max(sentence.raw_start, sentence.raw_end - 1))[0],
            citations.get(index, ()),
            comments.get(index),
            _judge(sentence.text, language.pack),
        )
        for index, sentence in enumerate(sentences)
    )
    idle = tuple(comment for comment in draft.comments if comment.start not in tied)
    remarks = (*draft.remarks, *([language.remark] if language.remark else []))
    return Statements(statements, idle, language, remarks)


def _judge(text: str, pack: LanguagePack | None) -> Checkability:
    if len(text) > LONGEST:
        reason = f"it is longer than a sentence, of more than {LONGEST:,} characters"
        return Checkability(checkable=False, reason=reason, score=0.0)
    return judge_sentence(text, pack)


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
