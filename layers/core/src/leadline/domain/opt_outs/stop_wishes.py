"""Texts that read like a wish not to be texted any more, in other words than STOP: offered to a person, never acted upon.

A lead may revoke by any reasonable means, and free text counts if a reasonable person would read it so
(47 CFR 64.1200(a)(10)). Too many are better than too few here: somebody looks at each. A text is read once, when it comes
in, in a time that grows with its length alone; docs/stop-wishes.md says what is recognised and how often that is wrong.
"""

from leadline.domain.opt_outs import stop_words
from leadline.domain.opt_outs.opt_out import Word, read_word
from leadline.domain.opt_outs.own_words import own_words
from leadline.domain.opt_outs.sentences import CLAUSE, Sentence, sentences
from leadline.domain.opt_outs.wish_addressee import Addressee, addressee, is_told
from leadline.domain.opt_outs.wish_patterns import any_matches
from leadline.domain.opt_outs.wish_rules import (
    AFTER_DENIAL,
    ASKED_OF_THE_FIRM,
    ASKED_OR_UNNAMED,
    DENYING,
    NO_DENIAL_AFTER,
    SAID_OF_ONESELF,
    WANTED,
    WISHES,
)

_ASKED = (Addressee.FIRM, Addressee.UNNAMED)
_PERHAPS_ASKED = (Addressee.FIRM, Addressee.UNNAMED, Addressee.UNCLEAR)
_WANTED = (*_PERHAPS_ASKED, Addressee.LEAD)


def asks_to_stop(body: str) -> bool:
    """Say whether a text reads like such a wish; False for the keywords, which are no matter of reading."""
    if read_word(body) is not Word.NONE:
        return False
    said = sentences(own_words(body), spelled=stop_words.SPELLED, shouted=stop_words.SHOUTED)
    return stop_words.is_whole_text(said) or any(_is_wish(sentence) for sentence in said)


def _is_wish(shouted: Sentence) -> bool:
    if stop_words.stands_out(shouted):
        return True
    sentence = tuple(word.casefold() for word in shouted)
    return stop_words.stands_alone(sentence) or any(_begins(sentence, at) for at in range(len(sentence)))


def _begins(sentence: Sentence, at: int) -> bool:
    """Whether a wish in many words begins at a place, and is one there."""
    if sentence[at] == "stop" and sentence[at + 1 : at + 2] in ((), (CLAUSE,)):
        return is_told(sentence, at)
    if any_matches(WISHES, sentence, at):
        return sentence[at - 1] not in AFTER_DENIAL if at else True
    if any_matches(DENYING, sentence, at):
        return at == 0 or sentence[at - 1] not in NO_DENIAL_AFTER
    if any_matches(SAID_OF_ONESELF, sentence, at):
        return at == 0 or sentence[at - 1] not in stop_words.OTHERS
    return any(
        any_matches(found, sentence, at) and addressee(sentence, at) in asked
        for found, asked in ((ASKED_OF_THE_FIRM, _ASKED), (ASKED_OR_UNNAMED, _PERHAPS_ASKED), (WANTED, _WANTED))
    )
