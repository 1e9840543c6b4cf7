"""A sale that is closed on the board: what is refused, and what a colleague wrote meanwhile."""
import re

from playwright.sync_api import expect
from test_board import choose, column, open_board


def test_a_refused_closing_keeps_what_was_typed(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    card = column(page, 0).locator(".deal").first
    card_id = card.get_attribute("data-id")
    choose(page, card, "won")
    dialog = page.locator("#close-dialog[open]")
    dialog.locator("[name=amount]").fill("12,x")
    dialog.get_by_role("button", name="Save").click()
    fault = dialog.locator("[data-fault]")
    expect(fault).to_contain_text("amount")
    expect(dialog.locator("[name=amount]")).to_have_value("12,x")
    ana.check()
    dialog.locator("[name=amount]").fill("4321")
    dialog.get_by_role("button", name="Save").click()
    won = page.locator(f".stage-column.is-won #card-{card_id}")
    expect(won.locator(".deal-amount")).to_have_attribute("title", re.compile("4,321"))
    # The next one is not told of it.
    choose(page, column(page, 0).locator(".deal").first, "won")
    expect(dialog).to_have_count(1)
    expect(fault).to_be_hidden()


def test_a_win_keeps_the_amount_that_a_colleague_wrote_meanwhile(visit, filled):
    ana, other = open_board(visit, filled), open_board(visit, filled)
    card = column(ana.page, 0).locator(".deal").nth(1)
    card_id = card.get_attribute("data-id")
    choose(ana.page, card, "won")
    other.page.goto(f"{filled.url}/opportunities/{card_id}")
    other.page.locator("[data-opens=edit]").first.click()
    dialog = other.page.locator("dialog[open]")
    dialog.locator("[name=amount]").fill("98765")
    with other.page.expect_navigation():
        dialog.locator("button:not([type=button])").last.click()
    ana.page.locator("#close-dialog[open]").get_by_role("button", name="Save").click()
    won = ana.page.locator(f".stage-column.is-won #card-{card_id}")
    expect(won.locator(".deal-amount")).to_have_attribute("title", re.compile("98,765"))
