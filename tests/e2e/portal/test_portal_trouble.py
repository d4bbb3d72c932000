"""What the portal does when something goes wrong: on the way, at the provider, or in what people write."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

HOSTILE = {
    "markup": '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>',
    "right to left": "\u202egnp.exe \u2067 reversed? \u202e",
    "heaped marks": "Z" + "\u0351\u0352\u0357\u0321\u0317" * 60 + "algo",
    "no spaces": "https://example.com/" + "x" * 600,
    "emoji": "😀" * 700,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_shown_as_text_and_breaks_nothing(
    at_work: Desk, phone: Phone, firm: str, operator: Operator, kind: str
):
    hostile = HOSTILE[kind]
    operator.add_lead(firm, f"{kind} {hostile[:120]}", phone.number)
    at_work.page.set_viewport_size({"width": 360, "height": 740})

    phone.text(hostile)
    at_work.conversation(kind).click()

    text = at_work.bubbles.first.locator("p").first
    expect(text).to_be_visible()
    assert text.text_content() == hostile
    assert "owned" not in at_work.page.title()
    assert not at_work.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")
    box = text.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    expect(at_work.send_button).to_be_in_viewport()


def test_800_emoji_are_as_long_a_text_as_can_be_sent(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    at_work.box.fill("😀" * 801)
    expect(at_work.page.get_by_text("1,602 characters: 2 too many (an emoji counts as two)")).to_be_visible()
    expect(at_work.send_button).to_have_attribute("aria-disabled", "true")
    at_work.box.fill("😀" * 800)

    expect(at_work.page.get_by_text("1,600 of 1,600 characters · 25 segments")).to_be_visible()
    expect(at_work.send_button).to_be_in_viewport()
    expect(at_work.bubble("Hi")).to_be_in_viewport()


@pytest.mark.parametrize("sender", ["32665", "PHARMACY"])
def test_a_sender_who_shows_no_number_has_no_box_to_answer(
    at_work: Desk, phone: Phone, sender: str, picture: Callable[[str], Path]
):
    Phone(phone.twilio, number=sender, firm=phone.firm).text("Your code is 123456")

    at_work.conversation(sender).click()

    expect(at_work.page.get_by_text("This sender can't be texted back")).to_be_visible()
    expect(at_work.box).to_have_count(0)
    expect(at_work.bubble("Your code is 123456")).to_be_in_viewport()
    at_work.page.screenshot(path=picture(f"unanswerable-{sender}"))


def test_a_text_with_nothing_to_see_is_no_attachment(at_work: Desk, lead: Phone):
    lead.text("\u200b")

    expect(at_work.conversation(lead.name)).to_contain_text("(empty message)")
    at_work.choose(lead.name)

    expect(at_work.bubbles.first).to_contain_text("(empty message)")


def test_a_refusal_of_the_provider_is_told_at_the_top_and_on_the_bubble(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lead.fault("refuse", value=21612, times=1)

    bubble = at_work.send("Is anybody there?")

    expect(bubble).to_contain_text("Not delivered")
    expect(at_work.error_bar).not_to_be_empty()
    bubble.get_by_role("button", name="Try again").click()
    expect(at_work.bubble("Is anybody there?").last).to_contain_text("Delivered")
    expect(at_work.error_bar).to_be_empty()
    lead.wait_for("Is anybody there?")


def test_why_a_carrier_did_not_deliver_is_told_on_the_bubble(at_work: Desk, lead: Phone):
    lead.hold(name=lead.name, outcome="30003")
    lead.text("Hi")
    at_work.choose(lead.name)

    bubble = at_work.send("Are you reachable?")

    expect(bubble).to_contain_text("Not delivered")
    expect(bubble.get_by_role("button", name="Try again")).to_be_visible()
    assert "30003" not in (bubble.text_content() or "")


def test_the_eleventh_text_in_a_minute_is_refused_at_the_top_of_the_page(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    for number in range(10):
        at_work.send(f"Text {number}")
        expect(at_work.send_button).to_have_text("Send")

    bubble = at_work.send("One too many")

    expect(at_work.error_bar).to_have_text("Rate limit: 10 messages per minute. Try again shortly.")
    expect(bubble).to_contain_text("Not sent")
    at_work.page.get_by_role("button", name="Dismiss").click()
    expect(at_work.error_bar).to_be_empty()
    bubble.get_by_role("button", name="Remove").click()
    expect(at_work.bubble("One too many")).to_have_count(0)
    assert "One too many" not in lead.received()


def test_a_lost_connection_is_told_and_its_return_shows_what_came_meanwhile(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    lost = at_work.page.get_by_text("Connection lost. Trying again…")

    at_work.page.context.set_offline(True)
    expect(lost).to_be_visible()
    expect(at_work.bubble("Hi")).to_be_visible()
    lead.text("Are you still there?")
    at_work.page.context.set_offline(False)

    expect(lost).to_be_hidden()
    expect(at_work.bubble("Are you still there?")).to_be_visible()


def test_a_text_that_never_left_is_tried_again_by_one_click(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.page.route("**/messages", lambda route: route.abort() if is_send(route) else route.fallback(), times=1)

    bubble = at_work.send("Anyone?")
    expect(bubble).to_contain_text("Not confirmed")
    expect(at_work.error_bar).to_contain_text("“Try again” won’t send it twice.")
    at_work.page.reload()
    expect(bubble).to_contain_text("Not confirmed")
    bubble.get_by_role("button", name="Try again").click()

    expect(at_work.bubble("Anyone?")).to_contain_text("Delivered")
    lead.wait_for("Anyone?")


def test_a_lost_answer_is_settled_and_the_text_sent_once(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    def lose_the_answer(route: Route) -> None:
        if is_send(route):
            route.fetch()
            route.abort()
        else:
            route.fallback()

    at_work.page.route("**/messages", lose_the_answer)
    bubble = at_work.send("Did this go out?")

    expect(bubble).to_contain_text("Delivered")
    expect(at_work.bubbles).to_have_count(2)
    expect(at_work.error_bar).to_be_empty()
    assert lead.received() == ["Did this go out?"]


def test_a_list_that_lags_behind_never_takes_back_what_was_just_sent(at_work: Desk, lead: Phone):
    lead.text("Hi")
    expect(at_work.conversation(lead.name)).to_be_visible()
    captured: list[str] = []

    def serve_stale(route: Route) -> None:
        if route.request.method != "GET":
            route.fallback()
            return
        if not captured:
            answer = route.fetch()
            captured.append(answer.text())
            route.fulfill(response=answer)
        else:
            route.fulfill(
                status=200,
                body=captured[0],
                headers={"content-type": "application/json", "access-control-allow-origin": at_work.address},
            )

    at_work.choose(lead.name)
    at_work.page.route("**/threads", serve_stale)
    with at_work.page.expect_response("**/threads"):
        pass
    expect(at_work.send("On top now")).to_contain_text("Delivered")
    for _ in range(2):
        with at_work.page.expect_response("**/threads"):
            pass

    expect(at_work.conversations.get_by_role("link").first).to_contain_text("On top now")


def is_send(route: Route) -> bool:
    return route.request.method == "POST"
