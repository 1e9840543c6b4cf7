"""Accounts, contacts, lists and search, in a browser: by mouse, by keys alone, on a phone, in two tabs."""
import pytest
from playwright.sync_api import expect
from conftest import DESKTOP, PHONE

LISTS = ["/opportunities", "/accounts", "/contacts", "/bin", "/search?q=a"]


def account(page, url, name, **fields):
    """Makes an account by its dialog and stays on its page."""
    page.goto(url + "/accounts?new=yes")
    for field, value in dict(name=name, **fields).items():
        page.locator(f"dialog[open] [name={field}]").fill(value)
    page.get_by_role("button", name="Create").click()
    if page.get_by_role("button", name="Create anyway").count():
        page.get_by_role("button", name="Create anyway").click()
    page.wait_for_url("**/accounts/*-*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", LISTS)
def test_lists_fit_and_are_accessible(visit, filled, path, viewport, scheme):
    ana = visit(viewport, scheme=scheme)
    ana.sign_in()
    ana.page.goto(filled.url + path)
    ana.check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_of_an_account_and_its_dialogs(visit, filled, viewport, scheme):
    ana = visit(viewport, scheme=scheme)
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?hasOpen=yes")
    page.locator(".list-table tbody a").first.click()
    page.locator(".tiles").wait_for()
    ana.check()
    page.get_by_role("button", name="Edit").click()
    page.locator("dialog[open] [name=name]").wait_for()
    ana.check()
    page.keyboard.press("Escape")
    page.click("[data-opens=delete]")
    page.locator("dialog[open]").wait_for()
    ana.check()


def test_by_keys_alone_an_account_is_found_and_an_opportunity_opened(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?hasOpen=yes")
    name = page.locator(".list-table tbody a").first.inner_text()
    page.goto(filled.url + "/funnel")
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette-text]")).to_be_focused()
    page.keyboard.type(name)
    option = page.locator("#palette-hits [role=option][aria-selected=true]")
    expect(option).to_contain_text(name)
    ana.check()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/*")
    assert page.locator("h1").inner_text() == name
    page.keyboard.press("Control+k")
    expect(page.locator("[data-palette-text]")).to_be_focused()
    page.keyboard.type("Opportunities")
    expect(option).to_contain_text("Opportunities")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opportunities")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".bulk-bar")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(".bulk-bar")).to_be_hidden()
    opened = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.locator(".stage-path").wait_for()
    assert opened in page.locator("h1").inner_text()


def test_the_palette_moves_wraps_and_closes(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.keyboard.press("Control+k")
    options = page.locator("#palette-hits [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-palette-status]")).to_contain_text("hits")
    page.keyboard.type("zzzzqqq")
    expect(page.locator("#palette-hits")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    assert ana.errors == []


@pytest.mark.parametrize("text", ["云", "云帆", "雲", "yfkj"])
def test_chinese_of_one_or_two_characters_in_either_script(visit, filled, text):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?text=云帆科技测试")
    if page.locator(".list-table tbody tr").count() == 0:
        account(page, filled.url, "云帆科技测试")
    page.keyboard.press("Control+k")
    page.locator("[data-palette-text]").fill(text)
    expect(page.locator("#palette-hits")).to_contain_text("云帆科技测试")
    assert ana.errors == []


def test_two_tabs_edit_one_account(visit, filled):
    ana = visit()
    ana.sign_in()
    account(ana.page, filled.url, "Two Tabs Ltd")
    path = ana.page.url
    tabs = [ana.page, ana.page.context.new_page()]
    for tab in tabs:
        tab.goto(path)
        tab.get_by_role("button", name="Edit").click()
    for tab, field, value in [(tabs[0], "region", "North"), (tabs[1], "industry", "Pumps")]:
        tab.locator(f"dialog[open] [name={field}]").fill(value)
        tab.locator("dialog[open]").get_by_role("button", name="Save").click()
        tab.locator("dialog[open]").wait_for(state="detached")
    for tab in tabs:
        tab.goto(path)
        assert "Pumps · North" in tab.locator(".page-head").inner_text()
        tab.get_by_role("button", name="Edit").click()
        tab.locator("dialog[open] [name=region]").fill("South" if tab is tabs[0] else "West")
    tabs[0].locator("dialog[open]").get_by_role("button", name="Save").click()
    tabs[0].locator("dialog[open]").wait_for(state="detached")
    tabs[1].locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(tabs[1].locator("dialog[open] [role=alert]")).to_contain_text("Someone else changed")
    assert tabs[1].locator("dialog[open] [name=region]").input_value() == "West"


def test_hints_while_typing_and_the_check_digit(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    account(page, filled.url, "Hinted Pumps GmbH")
    page.goto(filled.url + "/accounts")
    page.get_by_role("link", name="New account").click()
    page.locator("dialog[open] [name=name]").type("hinted pumps")
    expect(page.locator(".hints")).to_contain_text("Hinted Pumps GmbH")
    page.locator("dialog[open] [name=registrationNumber]").fill("91350100M000100Y44")
    expect(page.locator(".hints")).to_contain_text("would be 3")
    ana.check()


def test_a_double_click_creates_one_account(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?new=yes")
    page.locator("dialog[open] [name=name]").fill("Clicked Twice Inc")
    page.get_by_role("button", name="Create").dblclick()
    page.wait_for_url("**/accounts/*-*")
    page.goto(filled.url + "/accounts?text=Clicked Twice")
    assert page.locator(".list-table tbody tr").count() == 1


def test_bulk_reassign_delete_and_restore(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/opportunities?outcome=open")
    for place in (0, 1):
        page.locator("tbody input[name=id]").nth(place).check()
    bar = page.locator(".bulk-bar")
    expect(bar.locator("[data-selected]")).to_have_text("2")
    ana.check()
    bar.locator("[name=owner]").select_option(label="Ana Lee")
    bar.get_by_role("button", name="Do it").click()
    page.wait_for_url("**/bulk-actions/*")
    expect(page.locator("tbody")).to_contain_text("done")
    ana.check()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.locator("tbody")).to_contain_text("taken back")
    page.goto(filled.url + "/opportunities?outcome=open")
    name = page.locator(".list-table tbody a").first.inner_text()
    page.locator("tbody input[name=id]").first.check()
    bar.locator("[name=action]").select_option(value="delete")
    bar.get_by_role("button", name="Do it").click()
    page.wait_for_url("**/bulk-actions/*")
    page.goto(filled.url + "/bin")
    row = page.locator("tbody tr").first
    expect(row).to_contain_text(name)
    row.get_by_role("button", name="Restore").click()
    page.locator(".stage-path").wait_for()
    assert name in page.locator("h1").inner_text()


def test_all_that_the_filter_shows(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/opportunities?outcome=open")
    page.locator("[data-select-page]").check()
    page.locator("[data-select-all]").click()
    head = page.locator("h1 small").inner_text().replace(",", "")
    expect(page.locator("[data-selected]")).not_to_have_text("50")
    assert int(page.locator("[data-selected]").inner_text().replace(",", "")) == int(head)
    ana.check()


def test_a_field_is_changed_in_its_place(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/opportunities?outcome=open&order=-amount")
    row = page.locator(".list-table tbody tr").first
    row.locator("[data-edit=amount]").click()
    field = row.locator("[name=amount]")
    expect(field).to_be_focused()
    field.fill("twelve")
    page.keyboard.press("Enter")
    expect(row.locator("[role=alert]")).to_contain_text("This is no amount")
    row.locator("[name=amount]").fill("1234567")
    page.keyboard.press("Enter")
    expect(row.locator("[data-edit=amount]")).to_contain_text("1.23M")
    expect(row.locator("[data-edit=amount]")).to_be_focused()
    row.locator("[data-edit=stage]").click()
    row.locator("[name=stage]").select_option(value=row.locator("[data-lost]").get_attribute("value"))
    expect(row.locator("[name=reason]")).to_be_visible()
    ana.check()
    page.keyboard.press("Escape")
    expect(row.locator("[data-edit=stage]")).to_be_visible()
    ana.check()


def test_on_a_phone_a_customer_is_found(visit, filled):
    ana = visit(PHONE)
    ana.sign_in()
    page = ana.page
    account(page, filled.url, "Phone Found BV")
    ana.check()
    page.goto(filled.url + "/opportunities")
    page.locator("[data-search-opener]").click()
    page.locator("[data-palette-text]").fill("phone found")
    expect(page.locator("#palette-hits")).to_contain_text("Phone Found BV")
    ana.check()
    page.locator("#palette-hits [role=option]").first.click()
    page.wait_for_url("**/accounts/*")
    ana.check()
