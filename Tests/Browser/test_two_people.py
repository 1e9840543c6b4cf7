"""A rep and a manager at work on the same sales: after each step what both see agrees, also after a reload."""
import re

import pytest
from conftest import DESKTOP, PASSWORD
from playwright.sync_api import expect


def invite(ana, url, name, email, role, team):
    """Invites a member into a team and returns the one-time link."""
    page = ana.page
    page.goto(f"{url}/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=name]").fill(name)
    dialog.locator("[name=email]").fill(email)
    dialog.locator("[name=role]").select_option(role)
    dialog.locator("[name=team]").select_option(label=team)
    dialog.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("One-time link").input_value()
    return url + link[link.index("/invitations"):]


@pytest.fixture(scope="module")
def people(chromium, filled):
    """Rita, a rep, and Max, the manager of her team: each with a window that stays open."""
    from conftest import Visit

    def window():
        return Visit(chromium.new_context(viewport=DESKTOP, locale="en-GB", reduced_motion="reduce"), filled.url)

    ana = window()
    ana.sign_in()
    ana.page.goto(f"{filled.url}/settings/teams")
    form = ana.page.locator("form[action='/settings/teams']").last
    form.locator("[name=name]").fill("Harbour")
    with ana.page.expect_navigation():
        form.get_by_role("button").last.click()
    found = []
    for name, email, role in [("Rita Rep", "rita@example.com", "rep"), ("Max Manager", "max@example.com", "manager")]:
        link = invite(ana, filled.url, name, email, role, "Harbour")
        visit = window()
        visit.page.goto(link)
        visit.page.fill("[name=password]", PASSWORD)
        visit.page.click("form button")
        visit.page.wait_for_url(re.compile("/(funnel|board)"))
        found.append(visit)
    yield found
    for visit in [ana, *found]:
        visit.page.context.close()


class Sale:
    """One opportunity as two people see it."""

    def __init__(self, people, url, name):
        self.people, self.url, self.name = people, url, name
        rita = people[0].page
        rita.goto(f"{url}/opportunities/new")
        rita.fill("[name=name]", name)
        rita.fill("[name=customer]", f"{name} customer")
        form = rita.locator("main form.new-opportunity")
        form.get_by_role("button", name="Create").click()
        # The page of the new one, or the question whether the customer is one that is there.
        rita.locator("[name=isNewCustomer], .stage-path").first.wait_for()
        if rita.locator("[name=isNewCustomer]").count():
            rita.locator("[name=isNewCustomer]").check()
            form.get_by_role("button", name="Create").click()
        rita.locator(".stage-path").wait_for()
        self.path = rita.url.removeprefix(url)
        self.id = self.path.rsplit("/", 1)[1]

    def open(self, visit):
        visit.page.goto(self.url + self.path)
        visit.page.locator(".stage-path").wait_for()
        return visit.page

    def seen(self, visit):
        """What the page, the list, the board and the funnel's rows say, each freshly opened."""
        page = self.open(visit)
        outcome = page.locator("h1 .outcome").inner_text()
        present = page.locator(".stage-path .is-present button, .stage-path .is-present span").all_inner_texts()
        stage = present[0].split("\n")[0] if present else outcome
        amount = page.locator("dl.facts dd").first.get_attribute("title")
        owner = page.locator("dl.facts div", has_text="Owner").first.locator("dd").inner_text()
        page.goto(f"{self.url}/opportunities?text={self.name}&column=name&column=stage&column=owner")
        row = page.locator(f".list-table tr[data-id='{self.id}']")
        assert row.count() == 1, page.locator('main').inner_text()
        listed = row.inner_text()
        page.goto(f"{self.url}/board?text={self.name}")
        page.locator(".stage-column").first.wait_for()
        card = page.locator(f"#card-{self.id}")
        column = card.locator("xpath=ancestor::*[contains(@class,'stage-column')]").get_attribute("data-name")
        assert owner in listed, (owner, listed)
        assert column in listed, (column, listed)
        if outcome == "open":
            assert column == stage
        return {"outcome": outcome, "column": column, "amount": amount, "owner": owner}

    def agrees(self, **expected):
        """That both see the same, twice, and that it is what is expected."""
        first, second = (self.seen(visit) for visit in self.people)
        assert first == second
        for name, value in expected.items():
            assert value in (first[name] or ""), (name, first)
        assert self.seen(self.people[0]) == first
        for visit in self.people:
            visit.page.goto(f"{self.url}/funnel")
            visit.page.locator(".tiles").wait_for()
        tiles = [visit.page.locator(".tiles").inner_text() for visit in self.people]
        assert tiles[0] == tiles[1]
        return first


def submit(page, selector=".btn-primary"):
    with page.expect_navigation():
        page.locator("dialog[open]").locator(selector).last.click()


def change(page, **fields):
    page.locator("[data-opens=edit]").click()
    for name, value in fields.items():
        field = page.locator(f"dialog[open] [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    submit(page)


def test_a_sale_goes_its_way_before_two_pairs_of_eyes(people, filled):
    rita, max_ = people
    sale = Sale(people, filled.url, "Cranes")
    begun = sale.agrees(outcome="open", owner="Rita Rep")

    page = sale.open(rita)
    stages = page.locator(".stage-path li button, .stage-path li span")
    second = stages.nth(1).inner_text().split("\n")[0]
    page.locator(".stage-path li").nth(1).get_by_role("button").click()
    page.locator(".stage-path li.is-present", has_text=second).wait_for()
    sale.agrees(column=second)

    page = sale.open(max_)
    page.locator(".btn-lost").click()
    page.locator("dialog[open] [name=reason]").select_option(label="Price")
    submit(page)
    sale.agrees(outcome="lost")

    # What was lost is opened again by a move, and the move is taken back.
    page = sale.open(rita)
    page.locator(".stage-path li").nth(2).get_by_role("button").click()
    page.locator(".outcome-open").wait_for()
    sale.agrees(outcome="open")
    page = sale.open(max_)
    page.locator(".latest-change").get_by_role("button", name="Undo").click()
    page.locator(".outcome-lost").wait_for()
    sale.agrees(outcome="lost")

    page = sale.open(max_)
    page.locator(".stage-path li").nth(1).get_by_role("button").click()
    page.locator(".outcome-open").wait_for()
    page.locator(".btn-won").first.click()
    page.locator("dialog[open] [name=amount]").fill("48000")
    submit(page)
    won = sale.agrees(outcome="won", amount="48,000")
    assert won["column"] != begun["column"]
    for visit in people:
        assert visit.errors == []


def test_both_edit_at_once(people, filled):
    rita, max_ = people
    sale = Sale(people, filled.url, "Winches")
    # Different fields: both stay.
    pages = [sale.open(rita), sale.open(max_)]
    change(pages[0], amount="1000")
    change(pages[1], expectedCloseDate="2031-05-04")
    sale.agrees(amount="1,000")
    assert "2031" in sale.open(rita).locator("dl.facts").inner_text()
    # The same field: who comes second is told, with what was typed still there.
    pages = [sale.open(rita), sale.open(max_)]
    change(pages[0], amount="2000")
    change(pages[1], amount="3000")
    expect(pages[1].locator("[role=alert]").first).to_be_visible()
    sale.agrees(amount="2,000")
    assert rita.errors == []


def test_reassigned_together_deleted_and_restored(people, filled):
    rita, max_ = people
    sales = [Sale(people, filled.url, name) for name in ("Ropes", "Hooks")]
    page = max_.page
    for sale in sales:
        sale.agrees(owner="Rita Rep")
    page.goto(f"{filled.url}/opportunities?outcome=open&order=-created")
    for sale in sales:
        page.locator(f"tr[data-id='{sale.id}'] input[name=id]").check()
    bar = page.locator(".bulk-bar")
    bar.locator("[name=owner]").select_option(label="Max Manager")
    bar.get_by_role("button", name="Do it").click()
    page.wait_for_url("**/bulk-actions/*")
    expect(page.locator("tbody")).to_contain_text("done")
    # A rep sees own sales only: what was reassigned is the manager's.
    for sale in sales:
        assert sale.seen(max_)["owner"] == "Max Manager"
        assert rita.page.goto(filled.url + sale.path).status == 404
    page.goto(filled.url + sales[0].path)
    page.locator("[data-opens=delete]").click()
    submit(page, ".btn-danger")
    assert page.goto(filled.url + sales[0].path).status == 404
    page.goto(f"{filled.url}/board?text=Ropes")
    expect(page.locator(f"#card-{sales[0].id}")).to_have_count(0)
    page.goto(f"{filled.url}/bin")
    page.locator("tbody tr", has_text="Ropes").get_by_role("button", name="Restore").click()
    page.locator(".stage-path").wait_for()
    assert sales[0].seen(max_)["owner"] == "Max Manager"
