"""Unicode's normal forms in time that grows with a text's length alone.

Python sorts the combining marks behind a letter by insertion: 16,000 of them take a hundred times as long as 1,600. So a
text is brought into form word by word, and a word of more letters than any language has in slices.
"""

import unicodedata
from typing import Literal

_LONGEST_WORD = 64


def normal(form: Literal["NFKC", "NFKD"], text: str) -> str:
    """Return `text` in a normal form; where a word is longer than 64 characters, each slice of it is in that form."""
    if text.isascii():
        return text
    return " ".join(_word(form, word) for word in text.split(" "))


def _word(form: Literal["NFKC", "NFKD"], word: str) -> str:
    slices = (word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))
    return "".join(unicodedata.normalize(form, each) for each in slices)
