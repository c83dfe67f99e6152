"""Plain Python WordPiece, equal to the uncased BERT tokenizer, with character offsets.

Kept free of dependencies so that scoring a pair needs onnxruntime and numpy only. Offsets let a
caller give a property of a passage (a number that agrees) to the tokens that spell it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST_WORD = 100
REPLACEMENT = "\ufffd"
#: How many words keep their pieces: some megabytes at most.
MOST_KEPT = 20_000
CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@lru_cache(maxsize=65536)
def fold_character(character: str) -> tuple[str, bool]:
    """Return the lower-case letters for one character, and whether it stands alone as a token.

    A space stands for any whitespace; an empty string means that the character is dropped.
    """
    code = ord(character)
    category = unicodedata.category(character)
    if character in "\t\n\r":
        return " ", False
    if character == REPLACEMENT or category in {"Cc", "Cf", "Co", "Cs"}:
        return "", False
    if character.isspace():
        return " ", False
    parts = unicodedata.normalize("NFD", character)
    letters = "".join(p.lower() for p in parts if unicodedata.category(p) != "Mn")
    alone = any(low <= code <= high for low, high in CJK) or any(
        unicodedata.category(letter).startswith("P") or (letter < "\x80" and not letter.isalnum())
        for letter in letters
    )
    return letters, alone


def split_words(text: str) -> list[tuple[str, list[int]]]:
    """Return the folded words of a text, each with the source index of every character."""
    words: list[tuple[str, list[int]]] = []
    letters: list[str] = []
    places: list[int] = []

    def close() -> None:
        if letters:
            words.append(("".join(letters), places.copy()))
            letters.clear()
            places.clear()

    for index, character in enumerate(text):
        folded, alone = fold_character(character)
        if folded == " " or alone:
            close()
        if alone:
            words.extend((piece, [index]) for piece in folded)
        elif folded != " ":
            letters.extend(folded)
            places.extend([index] * len(folded))
    close()
    return words


class WordPiece:
    """A vocabulary that turns a text into token ids and their places in the text."""

    def __init__(self, vocabulary: str) -> None:
        """Read one token a line; the line number is its id."""
        lines = vocabulary.split("\n")
        self.ids = {token: number for number, token in enumerate(lines) if token}
        self.unknown, self.start, self.separator = (
            self.ids[name] for name in ("[UNK]", "[CLS]", "[SEP]")
        )
        self._pieces: dict[str, list[tuple[int, int]]] = {}

    def split_word(self, word: str) -> list[tuple[int, int]]:
        """Return (id, first character) of the longest known pieces, or one unknown token."""
        known = self._pieces.get(word)
        if known is not None:
            return known
        pieces: list[tuple[int, int]] = []
        first = 0
        while first < len(word) <= LONGEST_WORD:
            for last in range(len(word), first, -1):
                number = self.ids.get(("##" if first else "") + word[first:last])
                if number is not None:
                    pieces.append((number, first))
                    first = last
                    break
            else:
                break
        result = pieces if pieces and first == len(word) else [(self.unknown, 0)]
        if len(self._pieces) < MOST_KEPT:
            self._pieces[word] = result
        return result

    def encode(self, text: str) -> list[tuple[int, int]]:
        """Return (token id, source index of its first character), without special tokens."""
        return [
            (number, places[first])
            for word, places in split_words(text)
            for number, first in self.split_word(word)
        ]
