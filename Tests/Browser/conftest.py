"""Starts the program on an empty file and opens Chromium on it; a test fails on any error of a page."""
import os
import pathlib
import re
import shutil
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery"
SHOTS = os.environ.get("SLUICE_SHOTS")


def shot(page, name):
    """A picture for people to look at, where a folder for them is named; of an open dialog what the window shows."""
    if SHOTS:
        pathlib.Path(SHOTS).mkdir(exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=page.locator("dialog[open]").count() == 0)


SESSIONS = {}


def sign_in(page, url, email="ana@example.com", anew=False):
    """Goes on with the session of an earlier test where there is one: checking a password takes a debug build seconds."""
    if not anew and (url, email) in SESSIONS:
        page.context.add_cookies(SESSIONS[url, email])
        page.goto(f"{url}/funnel")
        if page.url.endswith("/funnel"):
            return
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/funnel")
    if not anew:
        SESSIONS[url, email] = page.context.cookies(url)


class Installation:
    """A running server, with the link of its first run as long as nobody has gone through it."""

    def __init__(self, folder):
        self.file = folder / "sluice.sqlite"
        self.start()

    def start(self):
        program = os.environ["SLUICE_PROGRAM"]
        is_new = not self.file.exists()
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", f"sqlite:{self.file}"], stderr=subprocess.PIPE, text=True
        )
        self.url = re.search(r"http://\S+", self.process.stderr.readline())[0]
        if is_new:
            port = self.url.rsplit(":", 1)[1]
            link = re.search(r"http://\S+", self.process.stderr.readline())[0]
            self.first_run = re.sub(r":\d+/", f":{port}/", link)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        program = os.environ.get("SLUICE_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    running = Installation(tmp_path_factory.mktemp("installation"))
    yield running
    running.stop()


class Visit:
    """One browser window, with what went wrong in it."""

    def __init__(self, context, url):
        self.page = context.new_page()
        self.url = url
        self.errors = []
        self.page.on("console", lambda message: self.note(message))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def note(self, message):
        # A page that is refused with a sentence is told on the console too.
        if message.type == "error" and "422" not in message.text:
            self.errors.append(message.text)

    def sign_in(self, email="ana@example.com", anew=False):
        sign_in(self.page, self.url, email, anew)

    def check(self):
        """That the page fits its window, that axe finds nothing serious, and that nothing went wrong."""
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px wider than its window"
        # A style of one page must not hide a form of another; what opens on demand is in a dialog, a menu or `hidden`.
        lost = self.page.eval_on_selector_all(
            "main form",
            "forms => forms.filter(f => !f.closest('dialog, details, [hidden]') && getComputedStyle(f).display === 'none')"
            ".map(f => f.action)",
        )
        assert lost == [], f"{self.page.url} hides a form"
        found = Axe().run(self.page).response["violations"]
        serious = [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == [], self.page.url
        assert self.errors == []


@pytest.fixture
def visit(chromium, installation):
    contexts = []

    def open_window(viewport=DESKTOP, locale="en-GB", scheme="light"):
        context = chromium.new_context(
            viewport=viewport, locale=locale, color_scheme=scheme, service_workers="block", reduced_motion="reduce"
        )
        contexts.append(context)
        return Visit(context, installation.url)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demonstration(chromium, tmp_path_factory):
    """The file of a workspace with a demonstration in it, whose owner is ana@example.com."""
    installation = Installation(tmp_path_factory.mktemp("demonstration"))
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(installation.first_run)
    for name, value in [("workspace", "Acme"), ("name", "Ana Lee"), ("email", "ana@example.com"), ("password", PASSWORD)]:
        page.fill(f"[name={name}]", value)
    page.click("form button")
    page.click("form[action='/start/demo'] button")
    page.wait_for_url("**/funnel", timeout=120_000)
    context.close()
    installation.stop()
    return installation.file


@pytest.fixture(scope="module")
def filled(installation, demonstration):
    """The installation with a demonstration of its own in it."""
    installation.stop()
    for left in installation.file.parent.glob("sluice.sqlite*"):
        left.unlink()
    shutil.copy(demonstration, installation.file)
    installation.start()
    return installation
