"""An opt-out word as a text, a line, a sentence or a clause of its own, with nothing but courtesies and a name around it."""

from itertools import groupby

from leadline.domain.opt_outs.sentences import CLAUSE, Sentence, phrases

# What can be nothing else, what also says that something else is over, and the same in the languages of many leads.
_PLAIN = phrases(
    """
    stop | stop all | stopall | stop now | stopnow | stop it | unsubscribe | unsub | unsubscribed | optout | opt out |
    opting out | opt me out | remove me | remove | stop2quit | stop 2 quit | stopquit | stop quit | stoptoquit |
    stop2end | stop2stop | unsubscribe all | cancel all | quit it | cease | desist | cease and desist | stop and desist |
    go away | get lost | fuck off | piss off | buzz off | stopp | stpo | sotp | stp | stahp | stopit | stap | stop stop |
    unsubcribe | unsuscribe | unsubscibe | unsubsribe | unscribe | unsubscribed me | un subscribe |
    no quiero mas | no mas | alto | parar | basta | arretez |
    stoppen | stop texts | stop text | stop sms | no texts | no text | no more | enough | stop sending | take me off |
    remove number | remove my number | remove from list | off list | do not contact | do not text | dont text |
    dont contact | do not disturb | do not message | leave me alone
    """
)
_DOUBTFUL = phrases(
    """
    cancel | end | quit | delete | revoke | do not call | dont call | pare | paren | para | detener | detente | detenganse |
    cancelar | baja | darme de baja | dar de baja | arret | arreter | desabonner | desinscrire | desinscription |
    aufhoren | abmelden | abbestellen | fim | sair | cancelen | remover | fermare | fermati | smettila | smettetela |
    annulla | annuler | td | 退订 | 停止 | 取消订阅 | 取消訂閱 | 停止发送 | замолчите |
    стоп | отписаться | dung lai | huy | tigil |
    finish | done with this | halt | disenroll | deactivate | discontinue | stop messages | salir | terminar |
    terminate | ruhe | genug | ferma | stoppez
    """
)
_STOP = frozenset({"stop", "stopall", "unsubscribe", "optout", "opt", "unsub", "quit", "stopp"})
SPELLED = frozenset({"stop", "stopall", "unsubscribe", "optout", "quit", "cancel", "end", "unsub"})
SHOUTED = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "OPTOUT", "UNSUB"})
OTHERS = frozenset("he she they who nobody never you people".split())
# What the firm's own instruction ends with, “Reply STOP to …”; copied, it begins a text.
_TO = tuple(
    f"stop {to} {what}" for to in ("to", "2") for what in ("end", "quit", "opt", "unsub", "cancel", "stop", "leave")
)
_LONGEST_PHRASE = 6

_AROUND = phrases(
    """
    please | pls | plz | plez | kindly | thanks | thank you | thank u | thx | ty | now | right now | right away |
    immediately | asap | already | just | ok | okay | hi | hello | hey | hi there | good morning | good afternoon |
    good evening | sir | maam | guys | no | yes | yeah | and | for good | forever | again | today | fuck | fucking |
    damn | wtf | omg | lol | ugh | sorry | dear | friend | bro | man | dude | lady | no thanks | no thank you |
    not interested | im not interested | i am not interested | wrong number | wrong person | wrong guy | wrong one |
    you have the wrong number | you have the wrong person | you got the wrong number | u have the wrong number |
    its the wrong number | this is the wrong number | this is a wrong number | i think you have the wrong number |
    not me | who is this | whos this | who are you | who r u | who dis | new phone | do i know you | i dont know you |
    i do not know you | i said | i already said | i have said | i say | ive said | i texted | i already texted |
    i have texted | i typed | i sent | i wrote | i replied | i replied with | i responded | i keep saying | i told you |
    i told you already | i asked you | so | well | all of it | can you | can u | could you | could u | would you |
    will you | will u | wont you | why wont you | can yall | can you guys | i want you to | i want u to |
    i want this to | i need you to | i need this to | i asked you to | i told you to | i told yall to | id like you to |
    i would like you to | id like to | i would like to | i want to | i wanna | i wish to | you need to |
    you guys need to | yall need to | you people need to | you should | you must | you have to | you better |
    im asking you to | im asking you nicely to | i am asking you to | im telling you to | im begging you to | how do i |
    how can i | how to | where do i | let me | the word | command | por favor | gracias | ya | s il vous plait |
    sil vous plait | svp | merci | bitte | danke | jetzt | sofort | obrigado | obrigada | grazie | per favore | subito |
    from | regards | respectfully | signed | sincerely | sent from my iphone | seriously | really | i mean it |
    i repeat | once more | last time | final warning | god | for gods sake | at once | once and for all | same | me too |
    too | as well | but | then | oh | eh | pretty please | and thank you | have a good day | god bless
    """
)
_OBJECTS = phrases(
    """
    it | this | that | all | everything | all this | all of this | me | me now | these | them | doing this | with this |
    this now | it now | that now | this nonsense | this shit | this crap | the nonsense | this bullshit | calling |
    or else
    """
)
# A shouted word isn't one where it is spoken of, or is part of something else.
_INSTRUCTS = frozenset(
    "reply text txt send respond type say write with word to enter answer the a command saying key keyword if dont "
    "not never cant wont responda envie repondez envoyez antworte rispondi he she they bus next full texting typing "
    "replying".split()
)
_FOLLOWED_BY = frozenset(
    "sign signs light lights by in at to for over off on and the loss or work order payment here there".split()
)
# Beside “stop” and alone with it, what is nobody's name.
_NO_NAMES = (
    _FOLLOWED_BY
    | _INSTRUCTS
    | frozenset(
        "foreclosure foreclosures eviction garnishment garnishments harassment collections repossession auction sale "
        "lawsuit smoking drinking working truck rest pit last first non nonstop one my this that i we to will did gap "
        "watch motion short back hard traffic door must should could would stop start go".split()
    )
)
# After “stop” at a sentence's beginning, what makes it a run-on: “stop i don't know you”.
_RUNS_ON = frozenset(
    "i im ive id you youre u who whos wrong not no we please pls already thank thanks immediately".split()
)
# What may stand before that; how a clause ends that asks to stop, and what says before it that it doesn't.
_GREETS = frozenset("please pls plz hi hello hey ok okay yes no just".split())
_ENDINGS = {(asked, "stop") for asked in ("please", "pls", "plz", "so", "just")} | {
    ("stop", asked) for asked in ("please", "pls", "plz")
}
_DENIED = {(word,) for word in "dont never not cant wont to bus next i".split()}


def is_whole_text(said: list[Sentence]) -> bool:
    """Whether the text as a whole is an instruction that was copied, or a word torn apart or with a name behind it."""
    words = [word.casefold() for sentence in said for word in sentence if word != CLAUSE]
    if len(words) > 8:
        return False
    text = " ".join(words)
    for verb in ("reply ", "reply with ", "text ", "txt ", "send ", "type "):
        text = text.removeprefix(verb)
    if text in _PLAIN or text.startswith(_TO) or (len(words) <= 4 and "".join(words) in SPELLED):
        return True
    if len(words) == 2 and "stop" in words and _NO_NAMES.isdisjoint(words):
        return True
    first = said[0] if said else ()
    named = len(words) <= 4 and len(first) > 1 and first[1] == CLAUSE
    return named and first[0].casefold() in _DOUBTFUL


def stands_out(sentence: Sentence) -> bool:
    """Whether a word that is shouted among others that aren't begins or ends a clause."""
    for at, word in enumerate(sentence):
        if word in SHOUTED:
            before = sentence[at - 1].casefold() if at else CLAUSE
            after = sentence[at + 1].casefold() if at + 1 < len(sentence) else CLAUSE
            if (before == CLAUSE and after not in _FOLLOWED_BY) or (after == CLAUSE and before not in _INSTRUCTS):
                return True
    return False


def stands_alone(sentence: Sentence) -> bool:
    """Whether a word, or a phrase that does for one, is the sentence or one of its clauses."""
    words = tuple(word for word, _ in groupby(word for word in sentence if word != CLAUSE))
    if _is_word(words, _PLAIN) or _is_word(words, _DOUBTFUL):
        return True
    clauses = _clauses(sentence)
    if len(clauses) > 1 and any(_is_word(clause, _PLAIN) for clause in clauses):
        return True
    return any(_runs_on(clause) for clause in clauses)


def _runs_on(clause: Sentence) -> bool:
    """“Stop you have the wrong number”, “I found a lawyer please stop”."""
    start = 1 if clause[0] in _GREETS else 0
    verb, following = clause[start : start + 1], clause[start + 1 : start + 2]
    if verb in (("stop",), ("unsubscribe",)) and not _RUNS_ON.isdisjoint(following):
        return True
    return clause[-2:] in _ENDINGS and clause[-3:-2] not in _DENIED


def _clauses(sentence: Sentence) -> list[Sentence]:
    found: list[list[str]] = [[]]
    for word in sentence:
        if word == CLAUSE:
            found.append([])
        else:
            found[-1].append(word)
    return [tuple(words) for words in found if words]


def _is_word(clause: Sentence, known: frozenset[str]) -> bool:
    """Whether a clause is one of some words once courtesies, digits and what is to stop are taken off both its ends.

    “No more please” loses its end first, or “no” would go; “can you stop it” its beginning.
    """
    return any(
        len(rest) <= _LONGEST_PHRASE and " ".join(rest) in known
        for rest in (_front(_end(clause, known), known), _end(_front(clause, known), known))
    )


def _front(clause: Sentence, known: frozenset[str]) -> Sentence:
    start = 0
    while (taken := _taken(clause, start, len(clause), known, from_end=False)) and start + taken < len(clause):
        start += taken
    return clause[start:]


def _end(clause: Sentence, known: frozenset[str]) -> Sentence:
    end = len(clause)
    while (taken := _taken(clause, 0, end, known, from_end=True)) and taken < end:
        end -= taken
    return clause[:end]


def _taken(clause: Sentence, start: int, end: int, known: frozenset[str], *, from_end: bool) -> int:
    """How many words at an end are none of the word; never any of one that is whole there."""
    longest = min(_LONGEST_PHRASE, end - start)
    if end - start <= _LONGEST_PHRASE and " ".join(clause[start:end]) in known:
        return 0
    for length in range(longest, 0, -1):
        words = clause[end - length : end] if from_end else clause[start : start + length]
        text = " ".join(words)
        if text in _AROUND or (from_end and text in _OBJECTS):
            return length
    edge = clause[end - 1] if from_end else clause[start]
    return 1 if edge.isdigit() and not _STOP.isdisjoint((clause[start], clause[end - 1])) else 0
