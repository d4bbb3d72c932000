"""Texts that read like a wish not to be texted any more, in other words than STOP: offered to a person, never acted upon.

A lead may revoke by any reasonable means, and free text counts if a reasonable person would read it so
(47 CFR 64.1200(a)(10)). Too many are better than too few here: somebody looks at each.
"""

import re
import unicodedata
from functools import cache

from leadline.domain.opt_out import Word, read_word


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split(','))})"


def _some(words: str) -> str:
    """Any number of them, each with a space behind it."""
    return f"(?:{_any(words)} )*"


_TEXTS = _any(
    "texts?,texting,txts?,txting,messages?,messaging,msgs?,sms,alerts,notifications,communications?,solicitations?,spam"
)
_POLITE = _any(
    "please,pls,plz,kindly,thanks,thank you,thx,ty,now,right,immediately,asap,already,just,ok,okay,hi,hello,hey,sir,maam,"
    "guys,no,yes,yeah,and,for good,forever,again,today,stop,fuck(?:ing)?,damn"
)
_OF_THEM = _some(
    "the,these,those,this,that,all,your,ur,any,with,sending,getting,me,us,my,please,pls,plz,immediately,now,of,more,further,"
    "other,future,automated,marketing,promotional,unwanted,annoying,stupid,damn,fucking,fuckin,text,and,calling"
)
_ME = _any(
    "me,us,my (?:(?:cell|phone|mobile) )?number,my name,my (?:contact )?info(?:rmation)?,my phone,this number,this phone"
)
_LIST = (
    _some("your,ur,the,this,these,that,those,all,any,of")
    + _some("text,texting,sms,mailing,call,calling,contact,marketing,phone,email,distribution,message,messaging")
    + _any("lists?,thread,chain,database,system,contacts,texts?,messages,campaigns?,records,files?")
)
_NO_LONGER = _any("dont,do not,no longer,didnt,did not,never")
_TO_BE_TEXTED = _some(
    "to,any,more,of,your,these,those,you,u,the,this,get,getting,receive,receiving,have,be,hear,sent,for,further,marketing"
)
_SOME_TIME = _any(
    "before,after,until,till,during,between,while,when,today,tonight,tomorrow,yet,so,if,on,in the,by (?:phone|email|mail),"
    "at (?:work|night|home),this (?:week|morning|afternoon|evening)"
)
_OTHER_MATTER = _any(
    "slot,appointment,meeting,class,schedule,waitlist,waiting,calendar,event,session,booking,case,lawsuit,lease,policy,"
    "account,deed,will,loan"
)
_DO_NOT_TEXT = (
    rf"{_any('dont,do not,never,not to')} {_some('ever,you,please,even,dare,try to,want you to')}"
    rf"(?:{_any('call,calling,email,e mail,phone,contact')} {_any('or,and,nor')} )?"
    rf"{_any('text,txt,message,msg,sms,contact,bother,spam,harass,write')}(?: or {_any('call,email,text,contact')})? "
    rf"{_any('(?:to )?me,us,this number,this phone,again,anymore,any more,here')}(?! {_SOME_TIME})"
)
_DO_NOT_SEND = (
    rf"{_any('dont,do not,never')} send {_some('me,us')}{_any('any,these,those,anything,this,more,another,texts,messages,your')}"
    rf"(?! {_any('until,till,before,yet,payment,money')})"
)
_DO_NOT_WANT = (
    rf"{_NO_LONGER} {_any('want,wish,care,agree,consent(?:ed)?')} {_TO_BE_TEXTED}"
    rf"(?:{_TEXTS}|{_any('contact(?:ed)?,texted,messaged,bothered,from you')})"
)
# Each is a wish, wherever it stands.
_WISHES = (
    rf"{_any('stop,quit,cease,discontinue')} {_OF_THEM}(?:{_TEXTS}|{_any('contact(?:ing)?,bothering,spamming,calling')})",
    rf"{_any('stop,quit,cease')} {_OF_THEM}{_any('harass(?:ing|ment),writing(?: to)? me,reaching out')}",
    rf"{_any('stop,quit')} {_any('sending,getting')} {_any('me,us,this,these,those,it')}",
    rf"cancel {_some('my,the,these,this,all,your')}(?:{_TEXTS}|{_any('text messages,subscriptions?,reminder texts')})",
    rf"{_any('no more,no further,enough')} {_OF_THEM}(?:{_TEXTS}|contact)",
    _DO_NOT_TEXT,
    _DO_NOT_SEND,
    _DO_NOT_WANT,
    rf"do not {_any('contact,text,call')}(?: list)?$",
    rf"{_any('dont,do not')} {_any('call,contact,text')} list",
    rf"{_any('remove,delete,erase,drop,purge')} {_ME}(?! from (?:\w+ ){{0,3}}{_OTHER_MATTER})",
    rf"{_any('take,get')} {_ME} {_any('off,out')}(?: of)?(?: {_LIST}|(?: (?:{_POLITE}|this|that|it))*$)",
    r"(?:lose|forget|delete) (?:my|this) number",
    r"unsub(?:scribe[ds]?|scribing)?",
    r"opt(?:ing|ed)? (?:me |us )?out(?! of)",
    rf"opt(?:ing|ed)? (?:me |us )?out of (?:receiving|getting|everything|this$|these$|{_LIST}|{_OF_THEM}{_TEXTS})",
    r"leave (?:me|us) (?:the \w+ )?alone",
    rf"{_any('revoke,withdraw,rescind')}(?:ing)? {_some('my,all,any')}{_any('consent,permission')}",
    # In Spanish, of which many leads write a little.
    r"no mas (?:mensajes|textos)",
    r"(?:deje|dejen|deja|parar?) de (?:enviar|mandar|escribir|molestar|textear)\w*",
    rf"no (?:me|nos) {_any('mand(?:e|en|es),envi(?:e|en|es),escrib(?:a|an|as),molest(?:e|en|es)')}",
    r"dar(?:me)? de baja",
)
# Before a wish, what says that somebody did, could or will, or the contrary: by how the wish begins.
_OF_STOPPING = (
    "dont", "do not", "did not", "didnt", "never", "wont", "will not", "cant", "cannot", "did you", "when you", "if you",
    "why you", "unless you", "i", "ill", "i will", "we", "he", "she", "they", "have to", "had to", "i need to", "gotta",
    "got to", "must", "not to", "should i", "not", "you said to",
)  # fmt: skip
_OF_DENYING = ("i", "we", "you", "he", "she", "they", "people", "why", "got", "have", "had", "received", "were", "are")
_OF_OTHERS = ("did not", "didnt", "dont", "do not", "never")


def asks_to_stop(body: str) -> bool:
    """Say whether a text reads like such a wish; False for the keywords, which are no matter of reading."""
    if read_word(body) is not Word.NONE:
        return False
    text = _plain(body)
    return bool(_only_stop().fullmatch(text)) or any(
        not _is_meant_otherwise(text[: found.start()], found.group()) for found in _wish().finditer(text)
    )


def _is_meant_otherwise(before: str, wish: str) -> bool:
    if wish.startswith(("stop", "quit", "cease", "discontinue", "cancel")):
        denied_by: tuple[str, ...] = _OF_STOPPING
    elif wish.startswith(("dont", "do not", "never", "no ")) and not _is_unwanted(wish):
        denied_by = _OF_DENYING
    else:
        denied_by = _OF_OTHERS
    return f" {before.rstrip()}".endswith(tuple(f" {words}" for words in denied_by))


def _is_unwanted(wish: str) -> bool:
    """“I don't want …”, which its sayer may well begin with."""
    return any(f" {verb}" in wish for verb in ("want", "wish", "care", "agree", "consent"))


@cache
def _wish() -> "re.Pattern[str]":
    return re.compile(r"\b(?:" + "|".join(_WISHES) + r")\b")


@cache
def _only_stop() -> "re.Pattern[str]":
    """A keyword with nothing but courtesy, impatience or who wants it around."""
    wanting = rf"{_any('can,could,would,will')} {_any('you,u,yall')}"
    wanting += rf"|i {_any('want,need,asked,told')}(?: {_any('you,this,it')})?(?: to)?|i said|id like(?: you)? to"
    keyword = _any("stop,stop it,quit,quit it,unsubscribe,cancel,end,revoke,remove,fuck off,piss off,go away,get lost")
    object_ = _any("it,this,that,all,everything,all this,me")
    return re.compile(rf"(?:{_POLITE} )*(?:(?:{wanting}) )?(?:{_POLITE} )*{keyword}(?: (?:{_POLITE}|{object_}))*")


def _plain(body: str) -> str:
    """Return a text in lower case without accents, apostrophes and punctuation."""
    apart = unicodedata.normalize("NFKD", body).casefold()
    kept = (c for c in apart if not unicodedata.combining(c) and c not in "'’‘`´")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())
