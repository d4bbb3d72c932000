"""Who is to do what a verb says: the firm that is written to, the lead, or somebody else.

“Stop calling me” and “can you stop calling me” ask the firm, “I want to stop getting these” says what the lead wants,
“my ex won't stop calling me” tells of another, and “don't stop” denies it. Nobody is named in “wrong number stop texting”.
"""

from enum import Enum

from leadline.domain.opt_outs.sentences import CLAUSE, Sentence

_LOOKS_BACK = 12


class Addressee(Enum):
    """Whose deed it is."""

    FIRM = "firm"
    LEAD = "lead"
    OTHER = "other"
    UNNAMED = "unnamed"
    UNCLEAR = "unclear"


_ADVERBS = frozenset(
    "please pls plz just really kindly also immediately now then so and but or ever even all fucking fuckin effing damn the "
    "fuck hell again ok okay yes no hi hello hey thanks actually politely nicely simply stop to not be".split()
) - {"to", "not", "be"}
_JOINS, _ASKS = frozenset("so and but or then".split()), frozenset("please pls plz kindly".split())
_YOU = frozenset("you u ya yall guys people youre yourselves folks".split())
_I = frozenset("i we ill well id im ive us me myself".split())
_OTHERS = frozenset(
    "he she they it who that them him her someone somebody anyone everyone nobody which hes shes theyre".split()
)
_DENIES = frozenset("dont never not didnt doesnt without cannot cant wont wouldnt isnt arent havent hasnt".split())
_REFUSES = frozenset("wont wouldnt cant cannot dont not never".split())
_MODALS = frozenset(
    "will would could can should must may might does do did has have had gotta better shall shouldnt be been being was were is "
    "are got refuse refuses".split()
)
_WANTS = frozenset("like want wish prefer love how ways way where trying wanna need".split())
_SAYS = frozenset("asked asking said told requested request ask says saying".split())
# Before a noun that may be who does it, or what the verb is a noun of: “make my ex stop”, “a bad stop”.
_TELLS_OF = frozenset(
    "make makes made let help get tell told asked ask want need will does did can could would should a an the my his her our "
    "their your at each every bus truck full next last first pit rest one traffic non short police officer cops "
    "quick to if text reply type send word say said saying".split()
)
# Before “you”: the firm is asked about what it did, or might do, not to do it.
_NOT_ASKED = frozenset(
    "did have had when if unless why until till after before are were do was because since once hope".split()
)
_ASKED_THOUGH = frozenset("will can could would please wont".split())


def addressee(sentence: Sentence, at: int) -> Addressee:
    """Tell who is to do what the verb at a place says, by the words before it in its clause."""
    start = max(0, at - _LOOKS_BACK)
    before = list(sentence[start:at])
    if CLAUSE in before:
        before = before[len(before) - before[::-1].index(CLAUSE) :]
    joined = asked = False
    while before and before[-1] in _ADVERBS:
        word = before.pop()
        joined, asked = joined or word in _JOINS, asked or word in _ASKS
    if not before or (joined and before[-1] != "to"):
        return Addressee.FIRM
    found = _by(before)
    return Addressee.FIRM if asked and found in (Addressee.UNNAMED, Addressee.UNCLEAR) else found


def is_told(sentence: Sentence, at: int) -> bool:
    """Whether it is the firm, or nobody else: “I asked you to stop”, “no thanks I'm good stop”."""
    near = sentence[max(0, at - _LOOKS_BACK) : at]
    told = addressee(sentence, at)
    return told is Addressee.UNNAMED or (told is Addressee.FIRM and not _YOU.isdisjoint(near))


def _by(before: list[str]) -> Addressee:
    last = before[-1]
    if last in _YOU:
        return _of_you(before)
    if last == "to":
        return _of_an_infinitive(before[:-1])
    if last in _DENIES:
        refused = last in _REFUSES and len(before) > 1
        return Addressee.FIRM if refused and not _YOU.isdisjoint(before[-3:-1]) else Addressee.OTHER
    if last in _I:
        return Addressee.LEAD if {"how", "can", "do", "when"} & set(before[:-1]) else Addressee.OTHER
    if last in _OTHERS:
        return Addressee.OTHER
    if last in _MODALS:
        return Addressee.FIRM if not _YOU.isdisjoint(before[-4:]) else Addressee.OTHER
    if not _OTHERS.isdisjoint(before[-2:]):
        return Addressee.OTHER
    return Addressee.UNNAMED if _TELLS_OF.isdisjoint(before[-5:]) else Addressee.UNCLEAR


def _of_you(before: list[str]) -> Addressee:
    asking = before[-4:-1]
    if _ASKED_THOUGH.isdisjoint(asking) and not _NOT_ASKED.isdisjoint(asking):
        return Addressee.OTHER
    return Addressee.FIRM


def _of_an_infinitive(before: list[str]) -> Addressee:
    """Of “to stop”: “I told you to”, “you need to”, “I'd like to”, “I need them to”."""
    if not before or before[-1] in _SAYS:
        return Addressee.FIRM
    while before[-1:] and before[-1] in ("guys", "all", "people", "please") and len(before) > 1:
        before = before[:-1]
    near = before[-5:]
    if before[-1] in _YOU:
        return Addressee.FIRM
    if before[-1] in _WANTS:
        if not _YOU.isdisjoint(near):
            return Addressee.FIRM
        return Addressee.LEAD if _OTHERS.isdisjoint(near) else Addressee.OTHER
    if before[-1] in ("need", "have", "needs", "ought", "got") and not _YOU.isdisjoint(near):
        return Addressee.FIRM
    return Addressee.OTHER
