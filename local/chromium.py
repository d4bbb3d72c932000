"""Finds a Chromium for the browser tests, or installs one: Debian's package, or Playwright's own."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from local.environments import ROOT
from local.processes import run
from local.steps import StepFailed, report, step

COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# No sandbox inside root's containers, no GPU, and not a word to Google's hosts.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def find() -> Path | None:
    """A Chromium that is on this machine already; $CHROMIUM names one outright."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named)
    for command in COMMANDS:
        if path := shutil.which(command):
            return Path(path)
    for application in (*APPLICATIONS, _playwrights_own()):
        if application.is_file():
            return application
    return None


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def ensure() -> Path:
    """A Chromium, installed if need be; StepFailed where that cannot be."""
    if path := find():
        return path
    with step("Installing Chromium"):
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _install("apt-get", "update", "-qq")
            _install("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        else:
            _install(sys.executable, "-m", "playwright", "install", "chromium")
    if path := find():
        return path
    raise StepFailed("No Chromium was found after installing it; name one: make test CHROMIUM=/path/to/it")


def _install(*command: str) -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(command, what=f"Installing Chromium ({command[0]})", environ=environ, folder=ROOT)


if __name__ == "__main__":
    try:
        print(f"  Chromium is {ensure()}")
    except StepFailed as failure:
        report(failure)
        sys.exit(1)
