"""The time line of a record: notes, comments, mentions and files, on a desktop and on a phone."""
import re

import pytest
from conftest import DESKTOP, PASSWORD, PHONE, sign_in


@pytest.fixture(scope="module")
def colleague(chromium, filled):
    """王小明, invited by Ana, with a password."""
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    sign_in(page, filled.url)
    page.goto(f"{filled.url}/settings/members")
    page.click("[data-opens=invite]")
    form = page.locator("form[action='/settings/members']")
    form.locator("[name=name]").fill("王小明")
    form.locator("[name=email]").fill("wang@example.com")
    form.locator("button").last.click()
    page.wait_for_load_state()
    link = re.search(r"/invitations/[0-9A-Za-z_-]+", page.content())[0]
    context.close()
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{filled.url}{link}")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    context.close()
    return "王小明"


def open_account(visit):
    visit.sign_in()
    visit.page.goto(f"{visit.url}/accounts")
    visit.page.goto(visit.url + visit.page.locator("table tbody a[href^='/accounts/']").first.get_attribute("href"))
    visit.page.wait_for_selector("#talk.card")


def send(page, button):
    """Sends a form and waits until its answer is in the page."""
    with page.expect_response("**/notes"):
        page.click(button)
    page.wait_for_selector(".htmx-request, .htmx-swapping, .htmx-settling", state="detached")


@pytest.mark.parametrize("viewport, scheme", [(DESKTOP, "light"), (PHONE, "dark")])
def test_a_note_mentions_a_colleague_and_is_answered(filled, visit, colleague, viewport, scheme):
    window = visit(viewport=viewport, scheme=scheme)
    open_account(window)
    page = window.page
    area = page.locator("#talk > [data-note-form] textarea")
    area.press_sequentially("Please look @wxm")
    page.wait_for_selector(".mention-list [role=option]")
    window.check()
    if viewport == DESKTOP:
        area.press("Enter")
    else:
        page.locator(".mention-list [role=option]").first.click()
    area.press_sequentially("soon: https://example.com/spec")
    assert area.input_value() == "Please look @王小明 soon: https://example.com/spec"
    send(page, "#talk > [data-note-form] .btn-primary")
    # A rep does not see this account, so the form asks whether it is to be shared.
    if page.locator("#talk > [data-note-form] [name=share]").count():
        assert "@王小明" in page.locator("#talk > [data-note-form] textarea").input_value()
        send(page, "#talk > [data-note-form] .btn-primary")
    page.wait_for_selector(".note-text .mention")
    page.locator(".talk-more summary", has_text="Reply").first.click()
    page.locator(".talk-more[open] textarea").fill("Thanks")
    send(page, ".talk-more[open] .btn-primary")
    page.wait_for_selector(".comment .note-text >> text=Thanks")
    window.check()
    page.locator(".comment .link-button", has_text="Delete").first.click()
    page.locator(".talk-undo button").click()
    page.wait_for_selector(".comment .note-text >> text=Thanks")


def test_a_file_goes_up_once_and_is_told_of_the_second_time(filled, visit, tmp_path):
    window = visit()
    open_account(window)
    page = window.page
    file = tmp_path / "报价.txt"
    file.write_text("one")
    page.fill("#talk > [data-note-form] textarea", "half a note")
    page.select_option("#talk [data-file-upload] select", "quote")
    page.set_input_files("#talk input[type=file]", str(file))
    page.wait_for_selector(".file-name >> text=报价.txt")
    # What was being written is still there.
    assert page.input_value("#talk > [data-note-form] textarea") == "half a note"
    page.set_input_files("#talk input[type=file]", str(file))
    page.wait_for_selector(".upload-fault")
    window.check()
    with page.expect_download() as download:
        page.click(".file-name")
    assert download.value.suggested_filename == "报价.txt"


def test_the_one_who_is_mentioned_finds_it(filled, visit, colleague):
    window = visit(viewport=PHONE)
    window.sign_in("wang@example.com")
    page = window.page
    page.click(".mention-badge")
    page.wait_for_selector(".mention-lines .is-unread")
    window.check()
    page.locator(".mention-lines a").first.click()
    page.wait_for_selector(".note-text .mention")
    window.check()
