"""What a member does in the demonstration: look at the funnel, open its records, work on one of them."""
import pytest
from playwright.sync_api import expect
from conftest import DESKTOP, PHONE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/funnel", "/funnel?by=owner&period=lastYear", "/account", "/settings/members"])
def test_pages_fit_and_are_accessible(visit, filled, path, viewport, scheme):
    ana = visit(viewport, scheme=scheme)
    ana.sign_in()
    ana.page.goto(filled.url + path)
    if path.startswith("/funnel"):
        ana.page.locator("[data-chart] svg").wait_for()
    ana.check()


def test_every_count_of_the_funnel_leads_to_as_many_records(visit, filled):
    ana = visit()
    ana.sign_in()
    figures = ana.page.locator(".tiles a, table.figures a")
    links = [(figures.nth(i).inner_text(), figures.nth(i).get_attribute("href")) for i in range(figures.count())]
    assert len(links) > 10
    for text, href in links:
        ana.page.goto(filled.url + href)
        assert ana.page.locator("h1 small").inner_text().split()[0] == text, href
    ana.check()


def test_choices_change_the_answer_and_the_address(visit, filled):
    ana = visit()
    ana.sign_in()
    ana.page.select_option("[name=by]", "owner")
    ana.page.wait_for_url("**by=owner**")
    ana.page.locator("table.figures").nth(1).wait_for()
    ana.page.reload()
    assert ana.page.locator("[name=by]").input_value() == "owner"
    ana.check()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_opportunity_is_moved_lost_and_taken_back(visit, filled, viewport):
    ana = visit(viewport)
    ana.sign_in()
    page = ana.page
    page.locator("table.figures tbody tr").nth(1).locator("td a").nth(1).click()
    page.locator("table tbody a").nth(1 if viewport == PHONE else 0).click()
    page.locator(".stage-path .is-present").wait_for()
    ana.check()
    page.locator(".stage-path li").nth(2).get_by_role("button").click()
    page.locator(".stage-path li").nth(2).locator("[aria-current], span").first.wait_for()
    page.locator(".btn-lost").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=reason]").select_option(index=1)
    dialog.get_by_role("button", name="Save").click()
    page.locator(".outcome-lost").wait_for()
    ana.check()
    page.locator(".latest-change").get_by_role("button", name="Undo").click()
    page.locator(".outcome-open").wait_for()
    page.locator(".record-log > summary").click()
    assert "taken back" in page.locator(".record-log table").inner_text()
    ana.check()


def test_signing_in_and_out_by_keyboard(visit, filled):
    ana = visit()
    page = ana.page
    page.goto(filled.url + "/account")
    assert "/sign-in?next=" in page.url
    # The browser gives a page its focus some frames after the page has loaded.
    expect(page.locator("[name=email]")).to_be_focused()
    page.keyboard.type("ana@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account")
    page.locator(".who summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    ana.check()


def test_somebody_is_invited_and_comes_in(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=name]").fill("Ben Ode")
    dialog.locator("[name=email]").fill("ben@example.com")
    dialog.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("One-time link").input_value()
    ana.check()
    ben = visit()
    ben.page.goto(filled.url + link[link.index("/invitations"):])
    ben.page.fill("[name=password]", "another horse battery")
    ben.page.click("form button")
    ben.page.wait_for_url("**/funnel")
    assert "Ben Ode" in ben.page.locator(".who").inner_text()
    ben.check()
