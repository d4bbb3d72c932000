"""A history: what two firms and their leads do in some minutes, then rest."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.simulation import database, lists, office, rest, uploads
from tests.simulation.cast import FIRMS, LEADS, ORCHARD, USERS, WORDS, Parts
from tests.simulation.referee import Violation
from tests.simulation.stage import Note
from tests.simulation.telling import lines
from tests.simulation.world import World

BODIES = ("Hi", "Are you there?", "See you at 5")
MINUTES_OF_REST, MINUTES_OF_SILENCE = 14, 9


@dataclass(frozen=True, slots=True)
class Played:
    """A history that held."""

    seed: int
    notes: list[Note]
    counts: Counter[str]
    steps: int

    @property
    def lines(self) -> list[str]:
        """The history in words."""
        return lines(self.notes)


class Broken(AssertionError):
    """A history in which something did not hold, told line by line, and how to see it again."""


def play(seed: int, parts: Parts | None = None) -> Played:
    """Play the history of a seed; raises Broken."""
    random.seed(seed)
    world = World(seed, parts or Parts())
    try:
        _plan(world)
        world.stage.play(world.stage.time + 240)
        world.trouble.over = True
        if world.has_orchard or world.has_album:
            _rest(world, MINUTES_OF_SILENCE)
            world.watch.check_turns()
            world.provider.silent_until.clear()
        _rest(world, MINUTES_OF_REST)
        _check_at_rest(world)
    except Violation as violation:
        told = "\n".join(lines(world.stage.notes))
        raise Broken(
            f"{violation}\n\nHistory {seed}:\n{told}\n\nAgain: SEED={seed} make test ONLY=tests/simulation"
        ) from None
    finally:
        world.stage.clear()
    return Played(seed, world.stage.notes, world.stage.counts, world.stage.step)


def _rest(world: World, minutes: int) -> None:
    for _ in range(minutes):
        world.minute()
        world.stage.play(world.stage.time + 60)


def _plan(world: World) -> None:
    """Fill three minutes with what people, leads and the minute rule do."""
    dice, stage = world.dice, world.stage
    acts: list[Callable[[World], None]] = [_send, _send, _double_click, _ask_with_key, _text, _text, _text, _read]
    acts += [dice.choice((lists.picture, lists.stranger, _text))]
    if world.follows:
        acts += [office.sign_up, office.sign_up, office.sign_up, office.edit, office.edit]
        acts += [office.opt_out, office.opt_out, office.lift, office.ask, office.insist, uploads.upload]
    busy = dice.choice((30.0, 180.0))
    for _ in range(dice.randint(4, 24)):
        act = dice.choice(acts)
        stage.at(dice.uniform(0, busy), lambda act=act: act(world))  # type: ignore[misc]
    if dice.random() < 0.2:
        stage.at(dice.uniform(0, 60), lambda: _burst(world))
    if dice.random() < 0.85:
        stage.at(dice.uniform(0, busy), lambda: _change_of_mind(world))
    if dice.random() < 0.3:
        stage.at(dice.uniform(0, busy), lambda: _busy_spell(world))
    if dice.random() < 0.2:
        stage.at(dice.uniform(0, busy), lambda: _impatience(world))
    lists.plan(world)
    for minute in range(4):
        stage.at(minute * 60 + dice.uniform(0, 2), world.minute)
        if dice.random() < 0.3:
            stage.at(minute * 60 + dice.uniform(0, 20), world.minute)


def _send(world: World) -> None:
    world.click(world.dice.choice(USERS), world.dice.choice(LEADS), world.dice.choice(BODIES))


def _double_click(world: World) -> None:
    user, lead, body = world.dice.choice(USERS), world.dice.choice(LEADS), world.dice.choice(BODIES)
    world.click(user, lead, body)
    world.click(user, lead, body, after=world.dice.choice((0.0, 0.01, 0.5, 1.5, 2.5, 10.0)))


def _ask_with_key(world: World) -> None:
    user, lead, body = world.dice.choice(USERS), world.dice.choice(LEADS), world.dice.choice(BODIES)
    key = f"key {world.dice.getrandbits(32):08x}"
    world.click(user, lead, body, key=key)
    if world.dice.random() < 0.5:
        world.click(user, lead, body, key=key, after=world.dice.choice((0.0, 1.0, 5.0, 60.0)))


def _burst(world: World) -> None:
    user, lead = world.dice.choice(USERS), world.dice.choice(LEADS)
    for number in range(world.dice.randint(11, 14)):
        world.click(user, lead, f"number {number}", after=world.dice.uniform(0, 20))


def _text(world: World) -> None:
    world.text(world.dice.choice(FIRMS).lines[0], world.dice.choice(LEADS), world.dice.choice(WORDS))


def _change_of_mind(world: World) -> None:
    """A lead says STOP and START and STOP within seconds, while somebody writes to them."""
    firm, lead = world.dice.choice(FIRMS), world.dice.choice(LEADS)
    at = 0.0
    for word in world.dice.choice((("STOP", "START"), ("START", "STOP"), ("STOP", "START") * 2, ("START", "STOP") * 2)):
        world.stage.at(at, lambda word=word: world.text(firm.lines[0], lead, word))  # type: ignore[misc]
        at += world.dice.choice((0.0, 0.3, 1.5, 20.0))
    user = next(user for user in USERS if user.firm_id == firm.id)
    for _ in range(3):
        world.click(user, lead, world.dice.choice(BODIES), after=world.dice.uniform(0, at + 1))


def _busy_spell(world: World) -> None:
    """For some seconds the provider takes nothing, and a lead to whom somebody writes says STOP."""
    user, lead = world.dice.choice(USERS), world.dice.choice(LEADS)
    firm = next(firm for firm in FIRMS if firm.id == user.firm_id)
    world.provider.busy_until = world.stage.time + world.dice.uniform(0.5, 12)
    world.click(user, lead, world.dice.choice(BODIES))
    world.stage.at(world.dice.uniform(0, 3), lambda: world.text(firm.lines[0], lead, "STOP"))


def _impatience(world: World) -> None:
    """Somebody clicks three times; the second click is served last, and the third one is refused before that."""
    user, lead, body = world.dice.choice(USERS), world.dice.choice(LEADS), world.dice.choice(BODIES)
    world.provider.refusing_from = world.stage.time + 2
    world.provider.refusing_until = world.stage.time + 4
    for after, served in ((0.0, 0.0), (world.dice.uniform(0.2, 1.9), 2.5), (2.1, 0.0)):
        world.click(user, lead, body, after=after, served=served)


def _read(world: World) -> None:
    world.read(world.dice.choice(USERS), world.dice.choice(LEADS))


def _check_at_rest(world: World) -> None:
    firms = [*FIRMS, ORCHARD] if world.has_orchard else FIRMS
    rest.check_outbound(world.tables, world.provider)
    rest.check_inbound(world.tables, world.provider)
    rest.check_opt_outs(world.tables, world.provider, firms, world.clerk.entered)
    rest.check_inbox(world.tables, world.parts.inbox(world.tables), firms)
    if world.follows:
        database.check(world)
        uploads.check(world)
    if any(click.closed_at is None for click in world.tables.clicks.values()):
        raise Violation("a double-click guard stays open for ever")
    if world.tables.due_at:
        raise Violation("a message is checked for ever")
