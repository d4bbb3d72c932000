"""A text as sentences of plain words: in lower case, without accents, apostrophes and signs, a comma where a clause ends."""

import unicodedata
from collections.abc import Iterable, Iterator

from leadline.domain.writing.normal_form import normal

Sentence = tuple[str, ...]
CLAUSE = ","
_SENTENCE = "."

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_ENDS = dict.fromkeys(".!?;\n\r\v\f\x85\u2028\u2029¡¿。！？।؟…", _SENTENCE) | dict.fromkeys(
    ",:()[]{}–—|~、，<>", CLAUSE
)
_LETTERS = str.maketrans("05", "os")
_LONGEST_SPELLED = 12


def phrases(text: str) -> frozenset[str]:
    """Read a list of words and phrases with a bar between them, over as many lines as it takes."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


def plain(text: str) -> str:
    """Return a text's words with a space between, of letters and digits alone."""
    return " ".join(word for word in _marked(text) if word not in (_SENTENCE, CLAUSE)).casefold()


def sentences(text: str, *, spelled: frozenset[str], shouted: frozenset[str]) -> list[Sentence]:
    """Cut a text up.

    A word of `spelled` counts as one where its letters stand apart (“s t o p”, “S.T.O.P.”), are drawn out or are digits
    that look like them; one of `shouted` stays in capitals where other words of the text aren't.
    """
    found: list[list[str]] = [[]]
    loud = not any(character.islower() for character in text)
    for word in _joined(_marked(text), spelled):
        if word == _SENTENCE:
            found.append([])
        elif word in shouted and not loud:
            found[-1].append(word)
        else:
            found[-1].append(_usual(word.casefold(), spelled))
    return [tuple(words) for words in found if any(word != CLAUSE for word in words)]


def _marked(text: str) -> Iterator[str]:
    """The words as they are written, and marks where clauses and sentences end."""
    letters: list[str] = []
    apart = normal("NFKD", text.translate(_APOSTROPHES)) + " "
    for at, character in enumerate(apart):
        if character.isalnum():
            letters.append(character)
            continue
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        if letters:
            yield "".join(letters)
            letters = []
        if character in _ENDS:
            yield _ENDS[character]
        elif character in "-−" and (apart[at - 1 : at] in ("", " ", "-") or apart[at + 1] in " -"):
            yield CLAUSE
        elif character == "&":
            yield "and"


def _joined(marked: Iterable[str], spelled: frozenset[str]) -> Iterator[str]:
    """The same, with letters that stand apart made one word where they are one of `spelled`."""
    words = list(marked)
    at = 0
    while at < len(words):
        length, word = (
            _spelled_out(words, at, spelled) if len(words[at]) == 1 and words[at].isalpha() else (1, words[at])
        )
        yield word
        at += length


def _spelled_out(words: list[str], start: int, spelled: frozenset[str]) -> tuple[int, str]:
    """Return how many words from one on are a word spelled out, and that word."""
    letters, best = "", (1, words[start])
    for at in range(start, min(start + 2 * _LONGEST_SPELLED, len(words))):
        if len(words[at]) == 1 and words[at].isalpha():
            letters += words[at].casefold()
            if len(letters) > 2 and letters in spelled:
                best = (at + 1 - start, letters)
        elif words[at] not in (_SENTENCE, CLAUSE) or words[at - 1] in (_SENTENCE, CLAUSE):
            break
    return best


def _usual(word: str, spelled: frozenset[str]) -> str:
    """A word as it is usually written: “stooop”, “st0p”, “pleeease”."""
    if word in spelled or len(word) < 4 or word.isdigit():
        return word
    drawn = _undrawn(word)
    lettered = drawn.translate(_LETTERS)
    return lettered if lettered in spelled else drawn


def _undrawn(word: str) -> str:
    """Without repeats where a letter stands three times or more."""
    if len(set(word)) + 2 > len(word):
        return word
    kept: list[str] = []
    run = 0
    for at, letter in enumerate(word):
        run = run + 1 if at and word[at - 1] == letter else 1
        if run == 3:
            kept.pop()
        if run < 3:
            kept.append(letter)
    return "".join(kept)
