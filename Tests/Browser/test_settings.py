"""What an administrator sets up: the stages of a pipeline by mouse and by key, lists, and the page of changes."""
import re

import pytest
from playwright.sync_api import expect
from conftest import DESKTOP, PASSWORD, PHONE

PATHS = [
    "/settings", "/settings/workspace", "/settings/members", "/settings/teams", "/settings/roles", "/settings/roles/rep",
    "/settings/pipelines", "/settings/loss-reasons", "/settings/sources", "/settings/products", "/settings/currencies",
    "/changes",
]


def first_link(page, base, path):
    page.goto(base + path)
    return page.locator(f"main td a[href^='{path}/']").first.get_attribute("href")


def stage_names(page):
    return [field.input_value() for field in page.locator(".stage-row > input[name^=name-]").all()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_settings_fit_and_are_accessible(visit, filled, viewport, scheme):
    ana = visit(viewport, scheme=scheme)
    ana.sign_in()
    opened = [first_link(ana.page, filled.url, f"/settings/{name}") for name in ["pipelines", "products", "teams"]]
    for path in PATHS + opened:
        ana.page.goto(filled.url + path)
        ana.check()


def test_stages_are_dragged_and_published(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + first_link(page, filled.url, "/settings/pipelines"))
    before = stage_names(page)
    handle = page.locator(".stage-row .handle")
    start, end = handle.nth(1).bounding_box(), handle.nth(0).bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] - 10, steps=5)
    page.mouse.move(end["x"] + 8, end["y"] + 2, steps=10)
    page.mouse.up()
    expect(page.locator("#notices")).to_contain_text(before[1])
    swapped = [before[1], before[0]] + before[2:]
    assert stage_names(page) == swapped
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".versions li")).to_have_count(2)
    assert stage_names(page) == swapped
    assert "another order" in page.locator(".versions").inner_text()
    ana.check()


def test_stages_are_ordered_and_retired_by_keyboard(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + first_link(page, filled.url, "/settings/pipelines"))
    before = stage_names(page)
    page.get_by_role("button", name=f"Move down: {before[0]}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#notices")).to_contain_text(f"{before[0]} is number 2 now")
    page.locator("[name=newName]").focus()
    page.keyboard.type("Handshake")
    page.keyboard.press("Enter")
    expect(page.locator("input[value=Handshake]")).to_be_focused()
    retired = stage_names(page)[0]
    page.get_by_role("button", name=f"Retire: {retired}").focus()
    page.keyboard.press("Enter")
    page.locator("select[name^=target-]").select_option(label="Handshake")
    page.get_by_role("button", name="Publish").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".versions li").first).to_contain_text(f"{retired} retired")
    assert retired not in stage_names(page) and "Handshake" in stage_names(page)
    expect(page.locator("main")).to_contain_text(f"from {retired} to Handshake")
    ana.check()


def test_two_editors_do_not_overwrite_each_other(visit, filled):
    ana, other = visit(), visit()
    for one in (ana, other):
        one.sign_in()
        one.page.goto(filled.url + first_link(one.page, filled.url, "/settings/pipelines"))
    ana.page.locator(".stage-row input[name^=name-]").first.fill("First by Ana")
    ana.page.get_by_role("button", name="Publish").click()
    expect(ana.page.locator(".versions")).to_contain_text("renamed First by Ana")
    other.page.locator(".stage-row input[name^=name-]").first.fill("First by another")
    other.page.get_by_role("button", name="Publish").click()
    expect(other.page.get_by_role("alert")).to_contain_text("Someone else changed")
    assert stage_names(other.page)[0] == "First by another"
    ana.check()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_reason_is_added_moved_and_retired(visit, filled, viewport):
    ana = visit(viewport)
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/settings/loss-reasons")
    name = f"Too far away {viewport['width']}"
    page.get_by_label("New name").fill(name)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name=f"Move up: {name}").click()
    rows = page.locator(".choice-list input[name=name]")
    expect(rows.nth(rows.count() - 2)).to_have_value(name)
    page.locator(".choice-list li").nth(rows.count() - 2).get_by_role("button", name="Retire").click()
    expect(page.get_by_role("button", name=f"Offer again: {name}")).to_be_visible()
    page.goto(filled.url + "/changes?kind=lossReason")
    expect(page.locator(".change-day").first).to_contain_text(name)
    ana.check()


@pytest.mark.parametrize("role", ["rep", "readOnly"])
def test_who_may_not_administer_sees_what_concerns_them(visit, filled, role):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=name]").fill(f"Mo {role}")
    dialog.locator("[name=email]").fill(f"mo-{role}@example.com")
    dialog.locator("[name=role]").select_option(role)
    dialog.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("One-time link").input_value()
    mo = visit(PHONE)
    mo.page.goto(filled.url + link[link.index("/invitations"):])
    mo.page.fill("[name=password]", PASSWORD)
    mo.page.click("form button")
    mo.page.wait_for_url("**/funnel")
    mo.page.goto(filled.url + "/settings")
    assert "Roles and rights" not in mo.page.locator("main").inner_text()
    mo.page.get_by_role("link", name=re.compile("Pipelines and stages")).last.click()
    mo.page.locator("main td a").first.click()
    assert mo.page.locator("form[data-stages]").count() == 0
    mo.check()
    assert mo.page.goto(filled.url + "/changes").status == 403
