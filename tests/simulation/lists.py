"""What makes the provider's lists long, and how they can't be had: missed texts, pictures, strangers, a silent account."""

from datetime import timedelta

from tests.simulation.cast import FIRMS, GROWER, LEADS, ORCHARD, WORDS
from tests.simulation.world import World

ALBUM = 70


def plan(world: World) -> None:
    """Choose how much a page holds, and whether there was an outage before the history, or is one in it."""
    world.provider.page = world.dice.choice((1, 3, 1000))
    if world.dice.random() < 0.2:
        _missed(world)
    if world.has_orchard:
        _silence(world)
    if world.has_album:
        _album(world)


def picture(world: World) -> None:
    line, lead = world.dice.choice(FIRMS).lines[0], world.dice.choice(LEADS)
    world.text(line, lead, world.dice.choice(("", "STOP", "Look")), pictures=world.dice.randint(1, 3))


def stranger(world: World) -> None:
    """A text that names a firm's number, and is of an account to which that doesn't belong."""
    firm = world.dice.choice(FIRMS)
    account = world.dice.choice(("AC9", *(other.lines[0].account for other in FIRMS if other is not firm)))
    world.text(firm.lines[0], world.dice.choice(LEADS), world.dice.choice(WORDS), account=account)


def _missed(world: World) -> None:
    """Before all that, no webhook came for hours: more texts than a page of the list holds."""
    dice, line = world.dice, world.dice.choice(FIRMS).lines[0]
    longest = dice.choice((2, 60, 10_000))
    for ago in sorted((dice.uniform(1, longest) for _ in range(dice.randint(3, 16))), reverse=True):
        lead, body, pictures = dice.choice(LEADS), dice.choice(WORDS), dice.choice((0, 0, 1))
        world.provider.take_in(line, lead, body, ago=timedelta(seconds=int(ago)), pictures=pictures)


def _album(world: World) -> None:
    """A lead sends so many pictures that one run can't ask for all of them."""
    line = FIRMS[0].lines[0]
    world.provider.media_seconds = 6.0
    world.provider.albums.add(line.address)
    for number in range(ALBUM):
        world.provider.take_in(line, LEADS[0], f"{number}", ago=timedelta(hours=2), pictures=1)


def _silence(world: World) -> None:
    """A firm's account doesn't answer for long; the firm sends and is texted on many lines."""
    world.provider.silent_until[ORCHARD.lines[0].account] = float("inf")
    for number in range(6):
        world.click(GROWER, LEADS[number % 3], f"number {number}", after=world.dice.uniform(0, 60))
    for line in ORCHARD.lines:
        world.provider.take_in(line, world.dice.choice(LEADS), world.dice.choice(WORDS), ago=timedelta(hours=1))
