"""Getting in, staying in and getting out of the portal."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.desk import Desk
from tests.e2e.portal.firms import PASSWORD, Operator
from tests.e2e.portal.phone import Phone

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

# What the emulated Cognito sends to everyone.
RESET_CODE = "654321"

RENEWAL = ".GetTokensFromRefreshToken"
AGE_THE_TOKEN = """() => {
    const key = Object.keys(localStorage).find(key => key.startsWith("leadline.session."));
    localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), expiresAt: 0}));
}"""
END_THE_SESSION = """() => {
    const key = Object.keys(localStorage).find(key => key.startsWith("leadline.session."));
    localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), expiresAt: 0, refreshToken: "revoked"}));
}"""


def test_a_wrong_password_is_told_and_the_right_one_lets_in(desk: Desk, person: str):
    desk.open()
    desk.sign_in(person, "not the password")
    expect(desk.error_bar).to_have_text("The email or password is wrong.")

    desk.sign_in("nobody@portal.example", PASSWORD)
    expect(desk.error_bar).to_have_text("The email or password is wrong.")

    desk.sign_in(person, PASSWORD)
    expect(desk.conversations).to_be_visible()


def test_the_first_sign_in_asks_for_a_new_password(desk: Desk, firm: str, operator: Operator):
    operator.add_user(firm, "first@portal.example", "First Timer", temporary="from the invitation")
    desk.open()
    desk.sign_in("first@portal.example", "from the invitation")

    expect(desk.page.get_by_role("heading", name="Choose a new password")).to_be_visible()
    desk.page.get_by_label("New password", exact=True).fill("one of my own making")
    desk.page.get_by_role("button", name="Save and sign in").click()

    expect(desk.page.get_by_role("button", name="First Timer")).to_be_visible()
    desk.sign_out()
    desk.sign_in("first@portal.example", "one of my own making")
    expect(desk.conversations).to_be_visible()


def test_a_forgotten_password_is_replaced_with_a_code(desk: Desk, person: str):
    desk.open()
    desk.page.get_by_label("Email").fill(person)
    desk.page.get_by_role("button", name="Forgot your password?").click()
    expect(desk.page.get_by_label("Email")).to_have_value(person)
    desk.page.get_by_role("button", name="Email me a code").click()

    desk.page.get_by_label("Code").fill(RESET_CODE)
    desk.page.get_by_label("New password", exact=True).fill("remembered from now on")
    desk.page.get_by_role("button", name="Change password").click()

    expect(desk.page.get_by_text("Your password was changed.")).to_be_visible()
    desk.sign_in(person, PASSWORD)
    expect(desk.error_bar).to_have_text("The email or password is wrong.")
    desk.sign_in(person, "remembered from now on")
    expect(desk.conversations).to_be_visible()


def test_signing_out_leaves_nothing_behind(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.fill("Half a thought")

    at_work.sign_out()

    expect(at_work.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert at_work.page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])") == "[{},{}]"
    at_work.page.go_back()
    expect(at_work.page.get_by_label("Email")).to_be_visible()


def test_a_token_is_renewed_before_it_is_missed(at_work: Desk, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)

    refused: list[int] = []
    at_work.page.on("response", lambda response: refused.append(response.status) if response.status == 401 else None)
    with at_work.page.expect_request(
        lambda request: request.headers.get("x-amz-target", "").endswith(".GetTokensFromRefreshToken")
    ):
        at_work.page.evaluate(AGE_THE_TOKEN)

    expect(at_work.send("Still signed in")).to_contain_text("Delivered")
    assert refused == []


def test_an_ended_session_asks_to_sign_in_again_and_keeps_the_draft(at_work: Desk, person: str, lead: Phone):
    lead.text("Hi")
    at_work.choose(lead.name)
    at_work.box.fill("Not finished ye")

    at_work.page.evaluate(END_THE_SESSION)
    expect(at_work.page.get_by_text("Your session has ended.")).to_be_visible()
    at_work.sign_in(person, PASSWORD)

    expect(at_work.box).to_have_value("Not finished ye")


def test_a_firm_without_two_way_sees_why_there_is_no_inbox(desk: Desk, operator: Operator):
    firm = operator.add_firm("Quiet & Co", two_way=False)
    operator.add_user(firm, "quiet@portal.example", "Quinn Quiet")
    desk.open()
    desk.sign_in("quiet@portal.example", PASSWORD)

    expect(desk.page.get_by_role("heading", name="Two-Way SMS")).to_be_visible()
    expect(desk.page.get_by_text("Two-Way SMS is off for Quiet & Co.")).to_be_visible()
    expect(desk.conversations).to_have_count(0)


def test_another_firms_conversation_is_not_found(at_work: Desk, lead: Phone, operator: Operator):
    lead.text("Hi")
    at_work.choose(lead.name)
    address = at_work.page.url.removeprefix(at_work.address)
    firm = operator.add_firm("Nosy & Co")
    operator.add_user(firm, "nosy@portal.example", "Nick Nosy")

    at_work.sign_out()
    at_work.open(address)
    at_work.sign_in("nosy@portal.example", PASSWORD)

    expect(at_work.page.get_by_role("heading", name="Conversation not found")).to_be_visible()
    expect(at_work.page.get_by_text("No conversations yet")).to_be_visible()
