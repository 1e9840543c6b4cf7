"""Work without a mouse, and with a thumb on a phone."""
import re

from conftest import DESKTOP, PASSWORD, PHONE
from playwright.sync_api import expect


def test_by_keys_alone_from_signing_in_to_a_moved_opportunity(visit, filled):
    ana = visit(DESKTOP)
    page = ana.page
    page.goto(filled.url + "/sign-in")
    expect(page.locator("[name=email]")).to_be_focused()
    page.keyboard.type("ana@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/funnel")
    # An account that has something open, found by its name.
    name = page.request.get(filled.url + "/accounts?hasOpen=yes").text()
    name = re.search(r'<td[^>]*data-label="Name"[^>]*><a href="/accounts/[^"]+">([^<]+)</a>', name)[1]
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette-text]")).to_be_focused()
    page.keyboard.type(name)
    expect(page.locator("#palette-hits [role=option][aria-selected=true]")).to_contain_text(name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/*-*")
    # To the open opportunity by Tab, and in.
    link = page.locator(".record-columns .list-table tbody a, .record-columns table tbody a").first
    for _ in range(60):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".stage-path").wait_for()
    page.wait_for_load_state()
    present = page.locator(".stage-path .is-present").inner_text().split("\n")[0]
    page.keyboard.press("m")
    expect(page.locator(".stage-path button:focus")).to_be_visible()
    target = page.evaluate("document.activeElement.innerText.split('\\n')[0]")
    assert target and target != present
    page.keyboard.press("Enter")
    expect(page.locator(".stage-path .is-present")).to_contain_text(target)
    page.wait_for_load_state()
    # The dialog of amount and day, and back.
    page.keyboard.press("e")
    expect(page.locator("dialog[open] [name=amount]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("?")
    help = page.locator("#keys[open]")
    expect(help).to_contain_text("Move to another stage")
    ana.check()
    page.keyboard.press("Escape")
    expect(help).to_have_count(0)


def test_keys_in_a_list(visit, filled):
    ana = visit(DESKTOP)
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/opportunities?outcome=open")
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator(".list-table tbody tr").first.locator("[name=stage]")).to_be_focused()
    page.keyboard.press("Escape")
    # What is typed is typed, and opens nothing.
    page.locator("[name=text]").first.focus()
    page.keyboard.type("mne?")
    assert page.locator("[name=text]").first.input_value() == "mne?"
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.goto(filled.url + "/accounts")
    page.keyboard.press("n")
    expect(page.locator("dialog[open] [name=name]")).to_be_visible()
    assert ana.errors == []


def test_on_a_phone_a_customer_is_found_a_card_moved_and_the_funnel_seen(visit, filled):
    ana = visit(PHONE)
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?hasOpen=yes")
    name = page.locator(".list-table tbody a").first.inner_text()
    page.locator("[data-search-opener]").click()
    page.locator("[data-palette-text]").fill(name)
    page.locator("#palette-hits [role=option]", has_text=name).first.click()
    page.wait_for_url("**/accounts/*-*")
    page.locator(".journal-entry").first.wait_for()
    ana.check()
    page.locator(".sidebar a[href='/board']").click()
    page.locator(".stage-column").first.wait_for()
    first, second = page.locator(".stage-column").nth(0), page.locator(".stage-column").nth(1)
    before = int(second.locator("[data-count]").inner_text())
    card = first.locator(".deal").first
    card.locator("[data-move]").click()
    page.locator(f"#move-menu [data-to='{second.get_attribute('data-stage')}']").click()
    expect(second.locator("[data-count]")).to_have_text(str(before + 1))
    ana.check()
    page.locator(".sidebar a[href='/funnel']").click()
    page.locator("[data-chart] svg").wait_for()
    ana.check()


def test_a_click_that_comes_before_the_page_s_scripts_is_done_once_they_are_there(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    held = []
    page.route("**/board.js", lambda route: held.append(route))
    with page.expect_request("**/board.js"):
        page.goto(filled.url + "/board", wait_until="commit")
    page.locator(".deal [data-move]").first.click()
    expect(page.locator("#move-menu")).to_be_hidden()
    held[0].continue_()
    expect(page.locator("#move-menu")).to_be_visible()
    assert ana.errors == []
