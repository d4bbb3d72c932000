"""The portal, as the person at the desk sees it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Desk:
    page: Page
    address: str

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def sign_in(self, email: str, password: str) -> None:
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Account of").click()
        self.page.get_by_role("button", name="Sign out").click()

    def choose(self, name: str) -> None:
        """Open a conversation of the list."""
        self.conversation(name).click()
        expect(self.page.get_by_role("region", name="Conversation").get_by_role("heading")).to_have_text(name)
        self.history.wait_for()

    def send(self, body: str) -> Locator:
        """Send a text; its bubble."""
        self.box.fill(body)
        self.box.press("Enter")
        return self.bubble(body)

    @property
    def conversations(self) -> Locator:
        return self.page.get_by_role("region", name="Messages", exact=True)

    def conversation(self, name: str) -> Locator:
        return self.conversations.get_by_role("link").filter(has_text=name)

    @property
    def history(self) -> Locator:
        return self.page.get_by_role("region", name="Message history")

    @property
    def bubbles(self) -> Locator:
        return self.history.locator("li[data-status]")

    def bubble(self, body: str) -> Locator:
        return self.bubbles.filter(has=self.page.get_by_text(body, exact=True))

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Message", exact=True)

    @property
    def send_button(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Send"))

    @property
    def error_bar(self) -> Locator:
        return self.page.get_by_role("alert").first
