"""What of a text is its sender's own: not the text that they react to, quote, answer above or forward.

Phones without iMessage or RCS get a reaction as a text of its own, with our words in it: “Liked “… Reply STOP to opt
out.””, “Reacted 😂 to “…””, “👍 to “…””, in the sender's language, and cut off where it is long.
"""

from collections.abc import Iterator

from leadline.domain.opt_outs.sentences import plain

_CLOSED_BY = {"“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"'}
_SINGLE = {"‘": "’", "‚": "‘’", "'": "'"}
_LONGEST_BEFORE, _LONGEST_LINE = 60, 200

# How a reaction begins, without accents: in one word, and in two where the first alone is too common.
_REACTS = frozenset(
    "liked loved disliked laughed emphasized emphasised questioned reacted removed hearted "
    "reacciono enfatizo cuestiono exclamo destaco quito elimino jaime jadore "
    "hat mag gefallt liebt lacht lachte betont betonte hinterfragt hinterfragte reagierte reagiert mochte liebte entfernte "
    "gostou curtiu amou adorou riu deu achou enfatizou destacou questionou reagiu removeu piace ride vond vindt reageerde "
    "benadrukte".split()
)
_REACTS_IN_TWO = frozenset(
    {
        "le gusto", "le encanto", "le dio", "le gusta", "no le", "se rio", "se quito", "me gusta", "me encanta", "puso enfasis",
        "a aime", "a adore", "a ri", "a souligne", "a mis", "a insiste", "a reagi", "a supprime", "a retire", "a remis", "a pose",
        "na pas", "nao gostou", "ha messo", "ha adorato", "ha riso", "ha enfatizzato", "ha evidenziato", "ha reagito",
        "ha rimosso", "ha domandato", "ha chiesto", "ha amato", "ha tolto", "mi piace", "non piace", "heeft gereageerd",
    }
)  # fmt: skip
# Between an emoji and what it is set to.
_TO = frozenset("to a an the from in on at auf zu su op con de da with".split())

_WROTE = frozenset("wrote escribio ecrit schrieb escreveu scritto schreef".split())
_DATED = frozenset("on el le am em il op".split())
_HEADERS = (
    "from:",
    "sent:",
    "to:",
    "subject:",
    "date:",
    "von:",
    "gesendet:",
    "de:",
    "enviado:",
    "da:",
    "envoye:",
    "objet:",
)
_MESSAGE = frozenset("message mensaje nachricht mensagem messaggio bericht".split())
_FORWARDS = ("fwd:", "fw:", "begin forwarded message")

_OWN = frozenset("i im ive we please just".split())
_RECEIVES = frozenset("got get received receive saw see read keep says say".split())


def own_words(body: str) -> str:
    """Return a text without what others wrote; all of it where nothing shows that anybody else did."""
    rest = _after_reaction(body)
    return _unquoted(_above_older(body) if rest is None else rest)


def _after_reaction(body: str) -> str | None:
    """Return what follows a reaction and the text that it is to; None where a text is no reaction."""
    start = next((at for at, character in enumerate(body[:_LONGEST_BEFORE]) if character in _CLOSED_BY), None)
    if start is None:
        start = next((at for at, character in enumerate(body[:_LONGEST_BEFORE]) if character in _SINGLE), None)
    if start is None or not _reacts(body[:start]):
        return None
    ends = _CLOSED_BY.get(body[start]) or _SINGLE[body[start]]
    end = max(body.rfind(character, start + 1) for character in ends)
    return body[end + 1 :] if end > start else ""


def _reacts(before: str) -> bool:
    words = plain(before).split()
    by_emoji = any(character > "\u2000" and not character.isalnum() and character.isprintable() for character in before)
    if by_emoji and all(word in _TO for word in words):
        return True
    return bool(words) and (words[0] in _REACTS or " ".join(words[:2]) in _REACTS_IN_TWO)


def _above_older(body: str) -> str:
    """Return the lines before those of an older message that is sent along, and none that is quoted."""
    kept: list[str] = []
    lines = body.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        start = line.lstrip(" \t\u200b\ufeff")
        if _opens_older(start, following.lstrip()):
            break
        if not start.startswith((">", "＞")):
            kept.append(line)
    return "\n".join(kept)


def _opens_older(line: str, following: str) -> bool:
    """Whether an older message begins here: “On Mon, Dana wrote:”, in one line or two, a rule with a title, headers."""
    words = plain(line[:_LONGEST_LINE]).split()
    if not words:
        return False
    if line.casefold().startswith(_FORWARDS) or (_is_header(line) and _is_header(following)):
        return True
    if line.startswith("--") and not _MESSAGE.isdisjoint(words):
        return True
    ending = line if line.rstrip().endswith(":") else following
    said = words if ending is line else [*words, *plain(following[:_LONGEST_LINE]).split()]
    if not ending.rstrip().endswith(":") or _WROTE.isdisjoint(said) or words[0] == "i":
        return False
    return ending is line or words[0] in _DATED


def _is_header(line: str) -> bool:
    return line.casefold().startswith(_HEADERS)


def _unquoted(text: str) -> str:
    """Return a text without quotations of three words or more, unless it is one, or says that they are its sender's."""
    kept: list[str] = []
    place = 0
    last_word = max((at for at, character in enumerate(text) if character.isalnum()), default=0)
    for start, end in _quotations(text):
        quoted = text[start + 1 : end]
        before = plain(text[max(start - _LONGEST_BEFORE, place) : start]).split()
        is_all = not before and end > last_word
        is_own = not _OWN.isdisjoint(before) and _RECEIVES.isdisjoint(before)
        kept += [text[place:start], " ", quoted if is_all or is_own or _is_short(quoted) else " … ", " "]
        place = end + 1
    return "".join([*kept, text[place:]])


def _is_short(quoted: str) -> bool:
    return len(quoted) <= _LONGEST_BEFORE and len(plain(quoted).split()) < 3


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end; one that is never closed, of curved signs, goes on to the text's end."""
    place = 0
    while (start := next((at for at in range(place, len(text)) if text[at] in _CLOSED_BY), None)) is not None:
        ends = [at for at in (text.find(character, start + 1) for character in _CLOSED_BY[text[start]]) if at > 0]
        if not ends:
            if text[start] != '"':
                yield start, len(text)
            return
        yield start, min(ends)
        place = min(ends) + 1
