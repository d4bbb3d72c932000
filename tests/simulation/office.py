"""What a firm's people and programs do besides texting: signups, opt-outs by hand, lifts and imports."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from leadline.domain.accounts.firm import Firm, User
from leadline.domain.errors import CannotBeLifted, Conflict, NotFound
from leadline.domain.leads.lead_draft import LeadChange, LeadDraft
from leadline.domain.texting.thread import seal
from leadline.services.leads import leads, people
from leadline.services.opt_outs import opt_outs
from tests.simulation.cast import FIRMS, LANDLINE, LEADS, USERS, Process

if TYPE_CHECKING:
    from tests.simulation.world import World

NAMES = ("Ann Smith", "Anna Lind", "Zoë O'Neil", "Bo Li", None)
PHONES = (*LEADS, *LEADS, LANDLINE, "(202) 555-0143", "12345", None)


def _draft(world: "World", key: str | None) -> LeadDraft:
    """A signup; its source is its key, so that the clerk knows what came of it."""
    name, phone = world.dice.choice(NAMES), world.dice.choice(PHONES)
    return LeadDraft(name=name, phone=phone, email=None if name or phone else "ann@example.com", source=key)


def sign_up(world: "World") -> None:
    """A form or a person adds a lead: a form asks again where no answer came, and may be sent twice or with a key twice."""
    firm = world.dice.choice(FIRMS)
    key = f"form {world.dice.getrandbits(32):08x}" if world.dice.random() < 0.8 else None
    draft = _draft(world, key)
    _save(world, firm, draft, key, after=0.0, tries=4 if key else 1)
    if key and world.dice.random() < 0.4:
        again = draft if world.dice.random() < 0.6 else replace(draft, name="Somebody Else")
        _save(world, firm, again, key, after=world.dice.choice((0.0, 0.0, 1.0, 30.0)), tries=2)


def _save(world: "World", firm: Firm, draft: LeadDraft, key: str | None, after: float, tries: int) -> None:
    def again() -> None:
        if tries > 1:
            _save(world, firm, draft, key, world.dice.uniform(0.5, 8), tries - 1)

    def save(process: Process) -> None:
        saved = leads.save(
            draft, firm_id=firm.id, key=key, accounts=process.accounts, book=process.book, clock=process.clock
        )
        world.stage.note("is told", saved.lead, "new" if saved.is_new else "repeated")
        world.clerk.saved(draft, saved)

    world.run(f"{firm.id}'s form", save, after, again)


def edit(world: "World") -> None:
    """People correct a lead's name or number or take it out, perhaps several at once."""
    there = list(world.tables.leads)
    if not there:
        return
    firm_id, lead_id = world.dice.choice(there)
    longest = world.dice.choice((0.1, 2.0))
    for _ in range(world.dice.choice((1, 2, 3))):
        job = _removal(firm_id, lead_id) if world.dice.random() < 0.3 else _change(world, firm_id, lead_id)
        world.run(f"{firm_id} edits", job, world.dice.uniform(0, longest), _nothing)


def _change(world: "World", firm_id: str, lead_id: str) -> Callable[[Process], None]:
    name = f"{world.dice.choice(('Ann', 'Lee'))} {world.dice.choice('ABC')}"
    asked = LeadChange(phone=world.dice.choice(LEADS)) if world.dice.random() < 0.3 else LeadChange(name=name)

    def change(process: Process) -> None:
        leads.change(
            asked,
            firm_id=firm_id,
            lead_id=lead_id,
            accounts=process.accounts,
            book=process.book,
            clock=process.clock,
        )

    return change


def _removal(firm_id: str, lead_id: str) -> Callable[[Process], None]:
    return lambda process: leads.remove(firm_id=firm_id, lead_id=lead_id, book=process.book)


def opt_out(world: "World") -> None:
    """A person opts a lead out who wished it in other words, while another one may be writing to them."""
    user, address = world.dice.choice(USERS), world.dice.choice(LEADS)

    def enter(process: Process) -> None:
        _, is_new = opt_outs.add(
            user=user,
            phone=address,
            thread_id=None,
            note="said so on the phone",
            accounts=process.accounts,
            opt_outs=process.opt_outs,
            clock=process.clock,
        )
        world.stage.note("is told", address, "is opted out" if is_new else "was opted out")

    firm = next(firm for firm in FIRMS if firm.id == user.firm_id)
    by_mistake = world.dice.random() < 0.4  # of somebody who said STOP, and came back
    delay = world.dice.uniform(5, 30) if by_mistake else 0.5
    for after, word in ((0.0, "STOP"), (1.0, "START")) if by_mistake else ():
        world.stage.at(after, lambda word=word: world.text(firm.lines[0], address, word))  # type: ignore[misc]
    for _ in range(world.dice.choice((0, 1, 2))):
        world.click(user, address, "Hi", after=delay + world.dice.uniform(0, 0.5))
    world.run(f"{user.firm_id}/{user.id} enters", enter, delay + world.dice.uniform(0, 0.5), _nothing)
    if by_mistake or world.dice.random() < 0.5:
        world.stage.at(delay + world.dice.uniform(0, 20), lambda: lift(world, user, address))


def lift(world: "World", user: User | None = None, address: str | None = None) -> None:
    """An admin takes an entry by hand back, or tries to."""
    admin, lead = user or world.dice.choice(USERS), address or world.dice.choice(LEADS)
    thread_id = seal(lead, key=next(firm.thread_key for firm in FIRMS if firm.id == admin.firm_id))

    def take_back(process: Process) -> None:
        with suppress(CannotBeLifted):
            opt_outs.lift(
                user=admin,
                thread_id=thread_id,
                accounts=process.accounts,
                opt_outs=process.opt_outs,
                clock=process.clock,
            )

    world.run(f"{admin.firm_id}/{admin.id} lifts", take_back, 0.0, _nothing)


def ask(world: "World") -> None:
    """Somebody asks whether a number can be texted."""
    user, phone = world.dice.choice(USERS), world.dice.choice((*LEADS, LANDLINE))

    def look_up(process: Process) -> None:
        checked = people.check(
            phone=phone,
            thread_id=None,
            firm_id=user.firm_id,
            accounts=process.accounts,
            numbers=process.numbers,
            people=process.people,
            lookup=process.lookup,
            clock=process.clock,
        )
        world.stage.note("is told", phone, checked.refusal.code if checked.refusal else "can be texted")

    world.run(f"{user.firm_id}/{user.id} asks", look_up, 0.0, _nothing)


def insist(world: "World") -> None:
    """Somebody writes again and again to a number to which a carrier filters, and an admin may lift the block."""
    user = world.dice.choice(USERS)
    address = world.dice.choice(sorted(world.provider.filtered) or LEADS)
    thread_id = seal(address, key=next(firm.thread_key for firm in FIRMS if firm.id == user.firm_id))
    for number in range(world.dice.randint(4, 6)):
        world.click(user, address, f"offer {number}", after=number * world.dice.uniform(3, 20))

    def unblock(process: Process) -> None:
        with suppress(NotFound, Conflict):
            process.blocks.lift(thread_id, user=user)

    if world.dice.random() < 0.6:
        after = world.dice.uniform(40, 120)
        world.run(f"{user.firm_id}/{user.id} unblocks", unblock, after, _nothing)
        world.click(user, address, "one more offer", after=after + world.dice.uniform(1, 10))


def _nothing() -> None:
    """Nobody does it again."""
