"""The portal, as the person at the desk sees it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate


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

    def go_to(self, page: str) -> None:
        """Another page, by the bar at the top."""
        self.page.get_by_role("navigation", name="Pages").get_by_role("link", name=page, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(page)

    def type_until(self, field: Locator, words: str, found: Locator) -> None:
        """Search until something is found: the index follows what happens within seconds, not at once."""
        for _ in range(10):
            field.fill(words)
            try:
                found.first.wait_for(timeout=3_000)
                return
            except TooLate:
                field.fill("")
                self.page.wait_for_timeout(500)  # else it would be the same search
        expect(found.first).to_be_visible()

    @property
    def picker(self) -> Locator:
        return self.page.get_by_role("dialog", name="New conversation")

    @property
    def picker_field(self) -> Locator:
        return self.picker.get_by_role("combobox", name="Name, email or phone")

    def open_picker(self) -> None:
        self.page.get_by_role("button", name="+ New conversation").click()
        expect(self.picker_field).to_be_focused()

    def row(self, table: str, name: str) -> Locator:
        """The row of a table that has this text, once the table shows what was asked for last."""
        settled = self.page.get_by_role("table", name=table, exact=True).and_(self.page.locator("[aria-busy=false]"))
        return settled.get_by_role("row").filter(has_text=name)

    @property
    def panel(self) -> Locator:
        """What is open beside a list or a conversation."""
        return self.page.get_by_role("complementary")

    @property
    def panel_width(self) -> float | None:
        box = self.panel.bounding_box()
        return box and box["width"]

    def scrolls_sideways(self) -> bool:
        return bool(self.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"))

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")

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
