"""Strings that break careless programs: our own table, and the well-known list on machines that have it."""

from collections.abc import Iterable, Iterator

from tests.shared import SHARED, vectors

MARKUP = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>'
OWN = (
    "",
    " \t\r\n",
    "null",
    "-1",
    "1e999",
    "NaN",
    "\0",
    "a\0b",
    "\ud800",
    "\ufeff\u200b\u2060",
    "\u202etxet desrever",
    "Z\u0351\u0352\u0357\u0321\u0317algo",
    "👩‍👩‍👧‍👦🏴‍☠️\U0001f3f3\ufe0f",
    "ﷺ" * 64,
    "İıſß",
    "٠١٢٣٤",
    "{{7*7}}${7*7}<%= 7*7 %>%s%n%(name)s{0.__class__}",
    "' OR 1=1; DROP TABLE threads; --",
    "firm#f#thread#t",
    "../../etc/passwd",
    "%2e%2e%2f%00%ff",
    "a&b=c;d+e",
    '"},{"opted_out":false}',
    "<Response><Message>Owned</Message></Response>",
    MARKUP,
    "javascript:document.title='owned'//http://example.com",
    '=HYPERLINK("http://example.com","Owned")',
    "X: y\r\nSet-Cookie: owned=1",
    "x" * 5000,
)
# Half a character can be said in JSON only.
ENCODABLE = tuple(text for text in OWN if text != "\ud800")


def every() -> tuple[str, ...]:
    """What anybody may write: our own strings, less the endless one, and those of the list."""
    listed = vectors("naughty_strings.json")["strings"] if SHARED.is_dir() else ()
    return tuple(text for text in (*ENCODABLE, *listed) if len(text) < 500)


def packed(strings: Iterable[str], *, longest: int) -> Iterator[str]:
    """The strings line by line, as many in one text as go into it."""
    lines: list[str] = []
    for text in strings:
        if lines and len("\n".join((*lines, text))) > longest:
            yield "\n".join(lines)
            lines = []
        lines.append(text[:longest])
    yield "\n".join(lines)
