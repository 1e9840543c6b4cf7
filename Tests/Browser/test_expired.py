"""A session that ends while somebody types: what was typed waits behind the page to sign in, also where a script sent it."""
import re

import pytest
from conftest import PASSWORD
from playwright.sync_api import expect


@pytest.fixture
def end_sessions(visit):
    """Ends every session of Ana's but the one that ends them."""

    def end():
        other = visit()
        other.sign_in(anew=True)
        other.page.goto(f"{other.url}/account")
        button = other.page.locator("form[action^='/account/sessions/'] button")
        while button.count():
            with other.page.expect_navigation():
                button.first.click()

    return end


def sign_in_again(window):
    page = window.page
    expect(page.get_by_text("what you typed is kept")).to_be_visible()
    page.fill("[name=email]", "ana@example.com")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Send it now").click()
    window.errors = [error for error in window.errors if "401" not in error]


def open_first(window, path):
    window.sign_in()
    page = window.page
    page.goto(window.url + path)
    link = page.locator(f"table tbody a[href^='{path}/']").first.get_attribute("href")
    page.goto(window.url + link)
    page.wait_for_selector("#talk.card")
    return link


def test_a_note_is_sent_after_one_has_signed_in(visit, filled, end_sessions):
    ana = visit()
    link = open_first(ana, "/accounts")
    page = ana.page
    page.locator("#talk > [data-note-form] textarea").fill("Two lines\nof a long <talk>")
    end_sessions()
    page.click("#talk > [data-note-form] .btn-primary")
    sign_in_again(ana)
    page.goto(ana.url + link)
    expect(page.locator(".note-text").first).to_contain_text("of a long <talk>")
    ana.check()


def test_a_new_opportunity_is_sent_after_one_has_signed_in(visit, filled, end_sessions):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(f"{ana.url}/opportunities")
    page.get_by_role("link", name="New opportunity").click()
    form = page.locator("#dialog form.new-opportunity")
    form.locator("[name=name]").fill("Typed before the end")
    form.locator("[name=customer]").fill("Brand New Customer")
    form.locator("[name=amount]").fill("77000")
    end_sessions()
    form.locator(".dialog-actions .btn-primary").click()
    sign_in_again(ana)
    page.wait_for_url(re.compile("/opportunities/[0-9a-f]{8}-"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Typed before the end")
    expect(page.locator("dl.facts")).to_contain_text("77")
    ana.check()


def test_a_loss_on_the_board_is_sent_after_one_has_signed_in(visit, filled, end_sessions):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(f"{ana.url}/board")
    card = page.locator(".stage-column").first.locator(".deal").first
    card_id = card.get_attribute("data-id")
    card.locator("[data-move]").click()
    lost = page.locator(".stage-column.is-lost").get_attribute("data-stage")
    page.locator(f'#move-menu [data-to="{lost}"]').click()
    dialog = page.locator("#close-dialog[open]")
    dialog.locator("[name=reason]").select_option(index=1)
    end_sessions()
    dialog.get_by_role("button", name="Save").click()
    sign_in_again(ana)
    page.wait_for_url(f"**/opportunities/{card_id}")
    expect(page.locator(".outcome-lost")).to_be_visible()
    ana.check()


def test_notes_that_are_written_elsewhere_on_the_page_stay(visit, filled):
    ana = visit()
    open_first(ana, "/accounts")
    page = ana.page
    area = page.locator("#talk > [data-note-form] textarea")
    area.fill("First")
    with page.expect_response("**/notes"):
        page.click("#talk > [data-note-form] .btn-primary")
    expect(page.locator(".note-text").first).to_have_text("First")
    expect(area).to_have_value("")
    area.fill("A long note that is not sent yet")
    page.locator(".talk-more summary", has_text="Reply").first.click()
    page.locator(".talk-more[open] textarea").fill("Quick answer")
    with page.expect_response("**/notes"):
        page.click(".talk-more[open] .btn-primary")
    expect(page.locator(".comment .note-text").first).to_have_text("Quick answer")
    expect(area).to_have_value("A long note that is not sent yet")
    ana.check()
