"""The parts of an opportunity: products, the decision chain, competitors, collaborators, tags."""

import pytest
from conftest import DESKTOP, PHONE, shot, sign_in



@pytest.fixture(scope="module")
def opportunity(chromium, filled):
    """An opportunity of the demonstration with all parts."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    sign_in(page, filled.url)
    page.goto(f"{filled.url}/opportunities?outcome=open")
    page.locator("tbody tr td a").first.click()
    page.wait_for_url("**/opportunities/*-*")
    path = page.url.removeprefix(filled.url)
    for names in ["VIP, 重点客户", "Renewal"]:
        page.click(".tag-add")
        page.fill("[name=names]", names)
        page.press("[name=names]", "Enter")
        page.wait_for_selector(f".tag:has-text('{names.split(',')[0]}')")
    page.click("[data-opens=contact-new]")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=contact]").fill("Wang Xiaoming")
    dialog.locator("[name=role]").select_option(index=1)
    dialog.locator("[name=attitude]").select_option("supports")
    dialog.locator("[name=isPrimary]").check()
    dialog.locator(".btn-primary").click()
    page.wait_for_selector("dialog[open] .fault")
    page.locator("dialog[open] .btn-primary").click()
    page.wait_for_selector(".chain >> text=Wang Xiaoming")
    page.click("[data-opens=contact-new]")
    dialog.locator("[name=contact]").fill("李娜")
    dialog.locator("[name=attitude]").select_option("against")
    dialog.locator(".btn-primary").click()
    page.locator("dialog[open] .fault").wait_for()
    page.locator("dialog[open] .btn-primary").click()
    page.wait_for_selector(".chain >> text=李娜")
    for quantity, discount in [("2.5", "10"), ("3", "")]:
        page.click("[data-opens=line-new]")
        dialog.locator("[name=product]").select_option(index=1)
        if dialog.locator("[name=unitPrice]").input_value() == "":
            dialog.locator("[name=unitPrice]").fill("1,200.50")
        dialog.locator("[name=quantity]").fill(quantity)
        dialog.locator("[name=discount]").fill(discount)
        dialog.locator(".btn-primary").click()
        page.wait_for_url("**/opportunities/*#lines")
    page.click("[data-opens=competitor-new]")
    dialog.locator("[name=competitor]").fill("Globex")
    dialog.locator("[name=strengths]").fill("Cheaper, and their office is next door")
    dialog.locator("[name=weaknesses]").fill("No service at weekends")
    dialog.locator(".btn-primary").click()
    page.wait_for_selector(".rivals >> text=Globex")
    page.locator("#collaborators select").select_option(index=1)
    page.locator("#collaborators .share-form button").click()
    page.wait_for_selector(".people-list li")
    context.close()
    return path


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_parts_can_be_read(visit, opportunity, viewport, scheme, language):
    window = visit(viewport, scheme=scheme)
    window.sign_in()
    window.page.goto(f"{window.url}/account")
    window.page.select_option("[name=language]", language)
    window.page.locator("form:has([name=language]) button").click()
    window.page.wait_for_load_state()
    kind = "phone" if viewport == PHONE else "desktop"
    for name, path in [
        ("opportunity", opportunity), ("tags", "/settings/tags"), ("roles", "/settings/contact-roles"),
        ("list", "/opportunities?column=name&column=tags&column=amount"),
    ]:
        window.page.goto(window.url + path)
        shot(window.page, f"{name}-{kind}-{scheme}-{language}")
        window.check()


def test_back_to_english(visit, opportunity):
    window = visit()
    window.sign_in()
    window.page.goto(f"{window.url}/account")
    window.page.select_option("[name=language]", "en")
    window.page.locator("form:has([name=language]) button").click()
    window.page.wait_for_load_state()


def test_a_line_is_edited_removed_and_brought_back(visit, opportunity):
    window = visit()
    page = window.page
    window.sign_in()
    page.goto(window.url + opportunity)
    # The demonstration may have some of its own there.
    count = page.locator(".lines tbody tr").count()
    assert count >= 2
    page.locator(".lines tbody tr").first.locator("[data-opens]").click()
    page.locator("dialog[open] [name=quantity]").fill("none")
    page.locator("dialog[open] .btn-primary").click()
    page.wait_for_selector("dialog[open] .fault")
    assert page.locator("dialog[open] [name=quantity]").input_value() == "none"
    shot(page, "line-dialog")
    window.check()
    page.locator("dialog[open] [name=quantity]").fill("4")
    page.locator("dialog[open] .btn-primary").click()
    page.wait_for_url("**#lines")
    assert page.locator(".lines tbody tr").count() == count
    page.locator(".lines tbody tr").first.locator("[value=remove]").click()
    page.wait_for_selector(".removed-part")
    assert page.locator(".lines tbody tr").count() == count - 1
    shot(page, "removed")
    page.click(".removed-part button")
    page.wait_for_function("count => document.querySelectorAll('.lines tbody tr').length === count", arg=count)
    window.check()


def test_tags_are_put_on_many(visit, opportunity):
    window = visit()
    page = window.page
    window.sign_in()
    page.goto(window.url + "/opportunities?column=name&column=tags")
    boxes = page.locator("tbody input[name=id]")
    for index in [2, 3]:
        boxes.nth(index).check()
    page.select_option("#bulk [name=action]", "addTag")
    page.select_option("#bulk [name=tag]", label="Renewal")
    shot(page, "bulk-tag")
    page.click("#bulk .btn-primary")
    page.wait_for_url("**/bulk-actions/*")
    shot(page, "bulk-done")
    window.check()
