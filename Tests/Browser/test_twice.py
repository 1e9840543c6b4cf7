"""What a person does twice by mistake happens once: a double click on what creates, and the way back after a form."""
import re

import pytest
from playwright.sync_api import expect

# The page, what opens the form, the form's address, and what is typed into it.
CREATING = [
    ("/accounts?new=yes", None, "/accounts", {"name": "Twice Inc"}),
    ("/contacts?new=yes", None, "/contacts", {"name": "Thea Twice"}),
    ("/opportunities/new", None, "/opportunities", {"name": "Twice", "customer": "Twice and Company"}),
    ("/opportunities", "details.view-menu > summary", "/views", {"name": "Twice"}),
    ("/settings/members", "[data-opens=invite]", "/settings/members", {"name": "Thea", "email": "thea@example.com"}),
    ("/settings/teams", None, "/settings/teams", {"name": "Team Twice"}),
    ("/settings/pipelines", None, "/settings/pipelines", {"name": "Twice"}),
    ("/settings/products", None, "/settings/products", {"name": "Twice"}),
    ("/settings/loss-reasons", None, "/settings/loss-reasons", {"name": "Twice"}),
    ("/settings/sources", None, "/settings/sources", {"name": "Twice"}),
]


@pytest.mark.parametrize("path, opener, action, fields", CREATING, ids=[case[2] for case in CREATING])
def test_a_double_click_creates_once(visit, filled, path, opener, action, fields):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + path)
    if opener:
        page.locator(opener).click()
    form = page.locator(f"form[action='{action}']").filter(has=page.locator(f"[name={next(iter(fields))}]:visible"))
    for name, text in fields.items():
        form.locator(f"[name={name}]").fill(text)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    with page.expect_request(lambda request: request.method == "POST"):
        form.locator("button.btn-primary").last.dblclick()
    page.wait_for_load_state("networkidle")
    assert [url.removeprefix(filled.url) for url in sent if not url.endswith("/live")] == [action]
    assert ana.errors == []


def test_the_way_back_after_a_form_sends_nothing_again(visit, filled):
    ana = visit()
    ana.sign_in()
    page = ana.page
    page.goto(filled.url + "/accounts?new=yes")
    page.locator("dialog[open] [name=name]").fill("Only Once Inc")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url(re.compile("/accounts/[0-9a-f]{8}-"))
    made = page.url
    page.go_back()
    page.go_forward()
    expect(page).to_have_url(made)
    page.reload()
    page.goto(filled.url + "/accounts?text=Only Once")
    expect(page.locator(".list-table tbody tr")).to_have_count(1)
    # The form that comes back with the way back can be sent again, as another.
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ana.check()
