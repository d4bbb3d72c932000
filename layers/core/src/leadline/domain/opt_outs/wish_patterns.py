"""Patterns of words, matched in a time that doesn't grow with the text: at each place at most a few words are looked at.

A pattern is a line of steps: `a|b` is one of these words, `~a|b` up to eight of them, `?a|b/c|d` one of each or neither,
`!a|b` none of them next, `-a|b` none of them among the next six of the clause, `$` the clause's end. `@name` stands for the
words of a list.
"""

from collections.abc import Iterable, Mapping

import msgspec

from leadline.domain.opt_outs.sentences import CLAUSE, Sentence

_RUN, _NEAR = 8, 6


class _Step(msgspec.Struct, frozen=True):
    kind: str
    words: frozenset[str]
    second: frozenset[str] = frozenset()


class Pattern(msgspec.Struct, frozen=True):
    """The steps, of which the first is one of words."""

    steps: tuple[_Step, ...]

    @property
    def first(self) -> frozenset[str]:
        return self.steps[0].words

    def matches(self, sentence: Sentence, start: int) -> bool:
        """Whether it matches at a place; no step takes back what an earlier one took."""
        at = start
        for number, step in enumerate(self.steps):
            if step.kind == "~":
                following = self.steps[number + 1].words if number + 1 < len(self.steps) else frozenset[str]()
                at = _run(sentence, at, step.words, until=following)
            elif step.kind == "?":
                at += 2 if _is(sentence, at, step.words) and _is(sentence, at + 1, step.second) else 0
            elif not _holds(step, sentence, at):
                return False
            elif step.kind == "":
                at += 1
        return True


def patterns(lines: str, lists: Mapping[str, frozenset[str]]) -> dict[str, list[Pattern]]:
    """Read patterns, and return them by each word that one may begin with."""
    found: dict[str, list[Pattern]] = {}
    for line in lines.strip().splitlines():
        pattern = Pattern(tuple(_step(text, lists) for text in line.split()))
        for word in pattern.first:
            found.setdefault(word, []).append(pattern)
    return found


def any_matches(found: Mapping[str, Iterable[Pattern]], sentence: Sentence, at: int) -> bool:
    """Whether any of some patterns matches at a place."""
    return any(pattern.matches(sentence, at) for pattern in found.get(sentence[at], ()))


def _step(text: str, lists: Mapping[str, frozenset[str]]) -> _Step:
    kind = text[0] if text[0] in "~?!-$" else ""
    first, _, second = text.removeprefix(kind).partition("/")
    return _Step(kind, _alternatives(first, lists), _alternatives(second, lists))


def _alternatives(text: str, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    named = filter(None, text.split("|"))
    return frozenset[str]().union(*(lists[name[1:]] if name.startswith("@") else {name} for name in named))


def _is(sentence: Sentence, at: int, words: frozenset[str]) -> bool:
    return at < len(sentence) and sentence[at] in words


def _run(sentence: Sentence, at: int, words: frozenset[str], *, until: frozenset[str]) -> int:
    for _ in range(_RUN):
        if at >= len(sentence) or sentence[at] not in words or sentence[at] in until:
            break
        at += 1
    return at


def _holds(step: _Step, sentence: Sentence, at: int) -> bool:
    here = sentence[at] if at < len(sentence) else CLAUSE
    if step.kind == "$":
        return here == CLAUSE
    if step.kind == "!":
        return here not in step.words
    if step.kind == "-":
        near = sentence[at : at + _NEAR]
        return step.words.isdisjoint(near[: near.index(CLAUSE)] if CLAUSE in near else near)
    return here in step.words
