"""The whole local stack, started as a process of its own with ports and data of its own, and a browser to look at it."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from local import chromium
from tests.e2e.deployed import Deployed
from tests.e2e.running_stack import RunningStack, free_ports, start

# A function's first call may take seconds on a busy machine with two cores.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """One stack for all tests of the session."""
    running = start(tmp_path_factory.mktemp("stack"), **free_ports())
    yield running
    assert running.stop() == 0, running.output()


@pytest.fixture(scope="module")
def deployed(stack: RunningStack) -> Iterator[Deployed]:
    """What that stack has deployed, to be used as programs, operators and phones do."""
    found = Deployed(stack)
    yield found
    found.close()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., RunningStack]]:
    """Gives a module a stack to itself, started with the environment it names, and again after it was stopped."""
    data = tmp_path_factory.mktemp("own-stack")
    ports = free_ports()
    running: list[RunningStack] = []

    def ensure(**environ: str) -> RunningStack:
        if not running or running[-1].process.poll() is not None:
            running.append(start(data, **ports, **environ))
        return running[-1]

    yield ensure
    for each in running:
        each.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; only outside CI may a machine do without."""
    executable = chromium.find()
    if executable is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine: `make test` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of the test's own: nobody is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
