"""A history put into words, one line a step."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum

from leadline.domain.accounts.line import Line
from leadline.domain.imports.uploaded import Import, PartRead, Upload
from leadline.domain.leads.lead import Lead
from leadline.domain.leads.search import SearchEntry
from leadline.domain.numbers.number import NumberFacts
from leadline.domain.opt_outs.opt_out import OptOutEntry
from leadline.domain.ports.imports import ImportPart
from leadline.domain.ports.leads import Subject
from leadline.domain.ports.numbers import NumberCheck
from leadline.domain.ports.texting import Contested, Duplicate, WordChange
from leadline.domain.texting.message import Direction, Message, Reason
from leadline.domain.texting.provider import Report
from tests.simulation.stage import Note


def lines(notes: Iterable[Note]) -> list[str]:
    """Messages are named in the order in which they first appear."""
    names: dict[str, str] = {}
    return [
        f"{time:8.3f}  {who or '·':<18} {what}  {', '.join(told(thing, names) for thing in about if thing is not None)}"
        for time, who, what, about in notes
    ]


def told(thing: object, names: dict[str, str]) -> str:
    """Return a thing in a few words."""
    match thing:
        case Message():
            name = names.setdefault(thing.id, f"m{len(names) + 1}")
            way = "from" if thing.direction is Direction.INBOUND else "to"
            return f"{name} “{thing.body}” {way} {thing.address} ({thing.status.value})"
        case Report():
            return f"{thing.provider_id} is {thing.status.value}"
        case WordChange():
            return f"{thing.word.value.upper()} at {thing.at:%H:%M:%S.%f}" + " judged" * bool(thing.against)
        case Contested(state):
            by = f" by {'STOP' if state.opted_out else 'START'} at {told(state.changed_at, names)}" if state else ""
            return f"contested{by}"
        case Duplicate():
            return f"repeats {names.get(thing.message_id, thing.message_id)}"
        case Line():
            return thing.id
        case Reason():
            return thing.code
        case datetime():
            return f"{thing:%H:%M:%S.%f}"
        case Enum():
            return str(thing.value)
        case _:
            return _told_of_database(thing, names)


def _told_of_database(thing: object, names: dict[str, str]) -> str:
    match thing:
        case Lead():
            name = names.setdefault(thing.id, f"l{len(names) + 1}")
            return f"{name} {thing.name or thing.email or ''} {thing.phone or thing.given_phone or ''}"
        case Subject():
            return f"search for {names.get(thing.lead_id or '', thing.lead_id) or thing.thread_id} of {thing.firm_id}"
        case NumberCheck():
            return f"a Lookup of {thing.address} for {thing.firm_id}"
        case NumberFacts():
            return thing.line_type or "nothing known"
        case OptOutEntry():
            return f"{thing.address} by {thing.user_name} ({thing.source.value})"
        case SearchEntry() | Mapping():
            return ""
        case _:
            return _told_of_import(thing, names)


def _told_of_import(thing: object, names: dict[str, str]) -> str:
    match thing:
        case ImportPart():
            return f"the part of an import from row {thing.row} on"
        case Upload():
            return "a form"
        case list():
            return ", ".join(told(each, names) for each in thing)
        case Import():
            return f"{names.setdefault(thing.id, f'f{len(names) + 1}')}, an import at row {thing.row} ({thing.stage.value})"
        case PartRead():
            return (
                f"{thing.counts.added} + {thing.counts.repeated} + {thing.counts.refused} rows, up to row {thing.row}"
            )
        case _:
            return names.get(str(thing), str(thing))
