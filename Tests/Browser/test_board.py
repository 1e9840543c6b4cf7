"""The board: cards are moved by dragging, by keys and by a menu, and other windows see it."""
import re

import pytest
from conftest import DESKTOP, PHONE
from playwright.sync_api import expect


def open_board(visit, filled, viewport=DESKTOP, query="", scheme="light"):
    ana = visit(viewport, scheme=scheme)
    ana.sign_in()
    ana.page.goto(f"{filled.url}/board")
    ana.page.locator(".stage-column").first.wait_for()
    if query:
        ana.page.goto(f"{ana.page.url}?{query}")
    return ana


def column(page, number):
    return page.locator(".stage-column").nth(number)


def count(page, number):
    return int(column(page, number).locator("[data-count]").inner_text())


def expect_counts(page, first, second, numbers=(0, 1)):
    for number, count in zip(numbers, (first, second)):
        expect(column(page, number).locator("[data-count]")).to_have_text(str(count))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_board_fits_and_is_accessible(visit, filled, viewport, scheme):
    ana = open_board(visit, filled, viewport, scheme=scheme)
    ana.check()
    ana.page.locator(".filter-menu summary").click()
    ana.check()
    ana.page.keyboard.press("Escape")
    ana.page.locator("[data-new]").click()
    ana.page.locator("dialog[open] [name=name]").wait_for()
    ana.check()
    ana.page.keyboard.press("Escape")
    column(ana.page, 0).locator("[data-move]").first.click()
    ana.page.locator("#move-menu[open]").wait_for()
    ana.check()


def test_a_card_is_dragged_and_the_move_undone(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    first, second = count(page, 0), count(page, 1)
    card = column(page, 0).locator(".deal").first
    name = card.get_attribute("data-name")
    drag(page, card, column(page, 1))
    notice = page.locator("#notices .notice-move")
    expect(notice).to_contain_text(name)
    expect_counts(page, first - 1, second + 1)
    page.reload()
    expect_counts(page, first - 1, second + 1)
    drag(page, page.locator(f'.deal[data-name="{name}"]'), column(page, 2))
    notice.locator("[data-undo]").click()
    expect(notice).to_contain_text("again")
    expect_counts(page, first - 1, second + 1)
    expect(column(page, 1).locator(f'.deal[data-name="{name}"]')).to_have_count(1)
    ana.check()


def drag(page, card, target):
    start, end = card.bounding_box(), target.locator(".cards").bounding_box()
    page.mouse.move(start["x"] + 30, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 60, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 90, steps=12)
    page.mouse.up()


def test_a_card_is_moved_by_keys_and_put_back(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    first, second = count(page, 0), count(page, 1)
    voice = page.locator("#board-voice")
    card = column(page, 0).locator(".deal").first
    name = card.get_attribute("data-name")
    card.locator(".deal-name").focus()
    page.keyboard.press("Space")
    expect(voice).to_contain_text("lifted")
    page.keyboard.press("ArrowRight")
    expect(voice).to_contain_text(column(page, 1).get_attribute("data-name"))
    page.keyboard.press("Escape")
    expect(voice).to_contain_text("is back")
    expect(column(page, 0).locator(f'.deal[data-name="{name}"]')).to_have_count(1)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("#notices .notice-move")).to_contain_text(name)
    expect_counts(page, first - 1, second + 1)
    # The focus stays on the card, so that it can be gone on with.
    expect(page.locator(f'.deal[data-name="{name}"] .deal-name')).to_be_focused()
    page.keyboard.press("m")
    page.locator("#move-menu[open]").wait_for()
    ana.check()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_menu_loses_with_a_reason_and_wins_with_an_amount(visit, filled, viewport):
    ana = open_board(visit, filled, viewport)
    page = ana.page
    lost = page.locator(".stage-column.is-lost")
    before = int(lost.locator("[data-count]").inner_text())
    card = column(page, 0).locator(".deal").first
    card_id = card.get_attribute("data-id")
    choose(page, card, "lost")
    dialog = page.locator("#close-dialog[open]")
    ana.check()
    dialog.get_by_role("button", name="Cancel").click()
    expect(column(page, 0).locator(f"#card-{card_id}")).to_have_count(1)
    choose(page, page.locator(f"#card-{card_id}"), "lost")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(1)  # The browser asks for the reason.
    dialog.locator("[name=reason]").select_option(index=1)
    dialog.get_by_role("button", name="Save").click()
    expect(lost.locator("[data-count]")).to_have_text(str(before + 1))
    card = column(page, 0).locator(".deal").first
    card_id = card.get_attribute("data-id")
    choose(page, card, "won")
    dialog.locator("[name=amount]").fill("123456")
    dialog.get_by_role("button", name="Save").click()
    won = page.locator(f".stage-column.is-won #card-{card_id}")
    expect(won.locator(".deal-amount")).to_have_attribute("title", re.compile("123,456"))
    ana.check()


def choose(page, card, kind):
    card.locator("[data-move]").click()
    stage = page.locator(f".stage-column.is-{kind}").get_attribute("data-stage")
    page.locator(f'#move-menu [data-to="{stage}"]').click()


def test_a_second_browser_sees_a_move(visit, filled):
    ana, other = open_board(visit, filled), open_board(visit, filled)
    card_id = column(ana.page, 0).locator(".deal").first.get_attribute("data-id")
    second = column(ana.page, 1).get_attribute("data-stage")
    after = str(count(ana.page, 1) + 1)
    ana.page.locator(f"#card-{card_id} [data-move]").click()
    ana.page.locator(f'#move-menu [data-to="{second}"]').click()
    expect(ana.page.locator("#notices .notice-move")).to_have_count(1)
    # Within a second where the machine has nothing else to do.
    expect(column(other.page, 1).locator(f"#card-{card_id}")).to_have_count(1, timeout=5000)
    for window in (ana, other):
        expect(column(window.page, 1).locator("[data-count]")).to_have_text(after)
    other.check()


def test_a_cut_network_puts_the_card_back(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    first = count(page, 0)
    card = column(page, 0).locator(".deal").first
    card_id = card.get_attribute("data-id")
    page.context.set_offline(True)
    drag(page, card, column(page, 1))
    expect(page.locator("#notices .notice-fault")).to_contain_text("No connection")
    expect(column(page, 0).locator(f"#card-{card_id}")).to_have_count(1)
    page.context.set_offline(False)
    assert count(page, 0) == first
    page.reload()
    expect(column(page, 0).locator(f"#card-{card_id}")).to_have_count(1)
    ana.errors = [error for error in ana.errors if "ERR_INTERNET_DISCONNECTED" not in error]
    ana.check()


def test_what_somebody_else_moved_is_told_and_put_right(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    card = column(page, 0).locator(".deal").first
    card_id = card.get_attribute("data-id")
    stages = [column(page, number).get_attribute("data-stage") for number in (1, 2)]
    # A page that does not hear of it, as its stream is cut.
    stale = visit()
    stale.page.route("**/live?*", lambda route: route.abort())
    stale.sign_in()
    stale.page.goto(page.url)
    card.locator("[data-move]").click()
    page.locator(f'#move-menu [data-to="{stages[0]}"]').click()
    expect(page.locator("#notices .notice-move")).to_have_count(1)
    stale.page.locator(f"#card-{card_id} [data-move]").click()
    stale.page.locator(f'#move-menu [data-to="{stages[1]}"]').click()
    expect(stale.page.locator("#notices .notice-fault")).to_contain_text("meanwhile")
    expect(column(stale.page, 0).locator(f"#card-{card_id}")).to_have_count(0)


def test_filters_are_chips_of_the_address_and_views_bring_them_back(visit, filled):
    ana = open_board(visit, filled)
    page = ana.page
    page.locator(".filter-menu summary").click()
    page.locator(".filter-panel [type=checkbox][name=source]").first.check()
    page.locator("[name=typed-amountFrom]").fill("10,000")
    page.locator(".filter-panel button").click()
    page.wait_for_url("**amountFrom=1000000**")
    assert "typed" not in page.url
    chips = page.locator(".chips .chip")
    expect(chips).to_have_count(2)
    # A folded bar keeps what it does not show.
    page.locator(".filter-text input").fill("e")
    page.locator(".filter-text input").press("Enter")
    page.wait_for_url("**text=e**")
    expect(chips).to_have_count(3)
    page.locator(".filter-menu summary").click()
    expect(page.locator(".filter-panel [type=checkbox][name=source]").first).to_be_checked()
    expect(page.locator("[name=typed-amountFrom]")).to_have_value("10000")
    page.keyboard.press("Escape")
    page.locator(".chips .chip", has_text="e ").last.click()
    expect(chips).to_have_count(2)
    page.locator(".view-menu summary").click()
    page.locator(".view-menu [name=name]").last.fill("Large ones")
    page.locator(".view-menu form").last.get_by_role("button").click()
    page.wait_for_url("**view=**")
    expect(page.locator(".view-name")).to_have_text("Large ones")
    ana.check()
    chips.first.click()
    expect(chips).to_have_count(1)
    page.locator(".view-menu summary").click()
    page.locator(".menu-list a", has_text="Large ones").click()
    expect(chips).to_have_count(2)
    page.locator(".view-menu summary").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".view-name")).to_have_count(0)
    ana.check()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_new_opportunity_stands_on_the_board(visit, filled, viewport):
    ana = open_board(visit, filled, viewport)
    page = ana.page
    first = count(page, 0)
    page.locator("[data-new]").click()
    dialog = page.locator("#dialog[open]")
    dialog.locator("[name=name]").fill("Pumps for Riverpoint")
    dialog.locator("[name=customer]").press_sequentially("riverp")
    dialog.locator("[data-account-name]").first.click()
    dialog.locator("[name=amount]").fill("12,x")
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.locator("[role=alert]")).to_contain_text("no amount")
    ana.check()
    assert dialog.locator("[name=name]").input_value() == "Pumps for Riverpoint"
    dialog.locator("[name=amount]").fill("12000")
    dialog.get_by_role("button", name="Create").dblclick()
    expect(page.locator("#notices")).to_contain_text("Pumps for Riverpoint")
    expect(column(page, 0).locator("[data-count]")).to_have_text(str(first + 1))
    ana.check()


def test_a_phone_goes_from_stage_to_stage(visit, filled):
    ana = open_board(visit, filled, PHONE)
    page = ana.page
    strip = page.locator(".stage-strip a")
    expect(strip.first).to_have_attribute("aria-current", "true")
    strip.nth(2).click()
    expect(strip.nth(2)).to_have_attribute("aria-current", "true")
    expect(column(page, 2).locator(".deal").first).to_be_in_viewport()
    ana.check()


def test_seven_windows_do_not_hang(visit, filled):
    ana = open_board(visit, filled)
    pages = [ana.page.context.new_page() for _ in range(7)]
    for page in pages:
        page.goto(ana.page.url)
        page.locator(".stage-column").first.wait_for()
    card_id = column(ana.page, 0).locator(".deal").first.get_attribute("data-id")
    second = column(ana.page, 1).get_attribute("data-stage")
    ana.page.locator(f"#card-{card_id} [data-move]").click()
    ana.page.locator(f'#move-menu [data-to="{second}"]').click()
    for page in pages:
        expect(column(page, 1).locator(f"#card-{card_id}")).to_have_count(1, timeout=4000)
