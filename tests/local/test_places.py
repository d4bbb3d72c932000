"""Calls wait at the door for a place, in nobody's way but their own kind's, and are told when none becomes free."""

import asyncio

import httpx
import pytest

from local import capacity
from local.api_door import application
from local.places import NoPlace, Places
from tests.template import resources

OURS = "http://localhost:8080"


class Slow(httpx.AsyncBaseTransport):
    """An emulator that answers when it is told to, and remembers how many calls it had at once."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.inside: list[str] = []
        self.most = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.inside.append(request.url.path)
        self.most = max(self.most, len(self.inside))
        await self.go.wait()
        self.inside.remove(request.url.path)
        return httpx.Response(200, stream=httpx.ByteStream(b""))


def door(emulator: Slow, places: Places) -> httpx.AsyncClient:
    """A visitor's client, before a door with these places."""
    app = application(emulator="http://aws:4566", api="abc", portal=OURS, transport=emulator, places=places)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


async def everyone_stands_still() -> None:
    for _ in range(200):
        await asyncio.sleep(0)


def test_sixty_at_once_are_let_in_a_few_at_a_time_and_all_are_answered():
    async def visit() -> tuple[Slow, list[int]]:
        emulator = Slow()
        async with door(emulator, Places(8, 4)) as visitor, asyncio.TaskGroup() as group:
            calls = [group.create_task(visitor.get(f"/{'abc'[i % 3]}/{i}")) for i in range(60)]
            await everyone_stands_still()
            emulator.go.set()
        return emulator, [call.result().status_code for call in calls]

    emulator, answers = asyncio.run(visit())

    assert emulator.most == 8
    assert answers == [200] * 60


@pytest.mark.parametrize(
    ("crowd", "other"),
    [("/webhooks/twilio/messages", "/threads"), ("/threads", "/messages"), ("/api/messages", "/threads/1/read")],
)
def test_a_crowd_of_one_kind_leaves_room_for_another(crowd: str, other: str):
    async def visit() -> list[str]:
        emulator = Slow()
        async with door(emulator, Places(4, 2)) as visitor, asyncio.TaskGroup() as group:
            for _ in range(20):
                group.create_task(visitor.post(crowd))
            await everyone_stands_still()
            group.create_task(visitor.get(other))
            await everyone_stands_still()
            inside = list(emulator.inside)
            emulator.go.set()
        return inside

    assert asyncio.run(visit()) == [crowd, crowd, other]


def test_who_finds_no_place_in_time_is_told_when_to_come_again():
    async def visit() -> tuple[httpx.Response, httpx.Response, int]:
        emulator = Slow()
        async with door(emulator, Places(1, 1, longest_wait=0.01)) as visitor, asyncio.TaskGroup() as group:
            first = group.create_task(visitor.get("/threads"))
            await everyone_stands_still()
            refused = await visitor.get("/threads", headers={"origin": OURS})
            asked = len(emulator.inside)
            emulator.go.set()
        return first.result(), refused, asked

    first, refused, asked = asyncio.run(visit())

    assert first.status_code == 200
    assert (refused.status_code, refused.json()) == (429, {"message": "Too Many Requests"})
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["access-control-allow-origin"] == OURS
    assert asked == 1


def test_a_place_is_free_again_whatever_became_of_its_call():
    async def call() -> None:
        places = Places(1, 1, longest_wait=5)
        for trouble in (ValueError, TimeoutError, NoPlace):
            with pytest.raises(trouble):
                async with places.one("threads"):
                    raise trouble
        async with places.one("threads"):
            pass

    asyncio.run(call())


def test_a_call_that_has_its_place_may_take_longer_than_others_wait():
    async def call() -> None:
        async with Places(1, 1, longest_wait=0.01).one("threads"):
            await asyncio.sleep(0.05)

    asyncio.run(call())


def test_the_gateway_answers_a_browsers_question_itself_however_many_wait():
    async def visit() -> list[str]:
        emulator = Slow()
        async with door(emulator, Places(1, 1)) as visitor, asyncio.TaskGroup() as group:
            group.create_task(visitor.get("/threads"))
            await everyone_stands_still()
            group.create_task(visitor.options("/leads"))
            await everyone_stands_still()
            inside = list(emulator.inside)
            emulator.go.set()
        return inside

    assert asyncio.run(visit()) == ["/threads", "/leads"]


def test_what_runs_in_the_background_has_its_places_beside_the_doors():
    sources = [each["Properties"] for each in resources("AWS::Lambda::EventSourceMapping").values()]
    readers = sum("ScalingConfig" in source for source in sources)
    rules = sum(
        event["Type"] == "Schedule"
        for function in resources("AWS::Serverless::Function").values()
        for event in function["Properties"].get("Events", {}).values()
    )
    others = len(sources) - readers + rules

    assert readers
    assert others
    # A run of the minute rule may still be at it when the next begins.
    assert readers * capacity.OF_ONE_READER + others * 2 <= capacity.IN_THE_BACKGROUND
