"""A workspace's own fields: their settings, the forms, the lists and the filters that they are in."""

import pytest
from conftest import DESKTOP, PHONE, shot, sign_in

TYPES = ["text", "number", "money", "day", "yesNo", "choice", "choices", "link", "member"]
NAMES = {
    "text": ("Project code", "项目编号", "專案編號"),
    "number": ("Seats", "席位数", "席位數"),
    "money": ("Yearly budget", "年度预算", "年度預算"),
    "day": ("Fiscal year ends", "财年结束日", "會計年度結束日"),
    "yesNo": ("Budget approved", "预算已批", "預算已核准"),
    "choice": ("Level", "级别", "等級"),
    "choices": ("Certificates", "认证", "認證"),
    "link": ("Tender page", "招标页面", "招標頁面"),
    "member": ("Sponsor", "内部负责人", "內部負責人"),
}
VALUES = {
    "text": "PRJ-7",
    "number": "1,234.5",
    "money": "2500000",
    "day": "2026-12-31",
    "link": "https://example.com/tender",
}


@pytest.fixture(scope="module")
def account(chromium, filled):
    """An account of the demonstration whose form has a field of each type, filled in."""
    context = chromium.new_context(viewport=DESKTOP, locale="en-GB")
    page = context.new_page()
    sign_in(page, filled.url)
    for type in TYPES:
        page.goto(f"{filled.url}/settings/fields")
        form = page.locator("[data-new-field]")
        form.locator("[name=holder]").select_option("account")
        form.locator("[name=type]").select_option(type)
        for language, name in zip(["en", "zh-Hans", "zh-Hant"], NAMES[type]):
            form.locator(f"[name=name-{language}]").fill(name)
        form.locator("[name=section]").fill("Purchasing" if type in ("money", "yesNo", "choices") else "")
        options = form.locator("[name=options]")
        assert options.is_visible() == (type in ("choice", "choices"))
        if options.is_visible():
            options.fill("Gold / 金牌 / 金牌\nSilver / 银牌 / 銀牌\nBronze / 铜牌 / 銅牌")
        form.locator("button").click()
        page.wait_for_url("**/settings/fields/*-*")
    page.goto(f"{filled.url}/accounts")
    page.locator("tbody tr td a").first.click()
    page.wait_for_url("**/accounts/*-*")
    path = page.url.removeprefix(filled.url)
    page.click("[data-opens=record]")
    dialog = page.locator("dialog[open]")
    for type, value in VALUES.items():
        dialog.get_by_label(NAMES[type][0]).first.fill(value)
    dialog.get_by_label("Budget approved").select_option("yes")
    dialog.get_by_label("Level").select_option(label="Silver")
    dialog.get_by_role("checkbox", name="Gold").check()
    dialog.get_by_role("checkbox", name="Bronze").check()
    dialog.get_by_label("Sponsor").select_option(index=1)
    dialog.locator(".dialog-actions .btn-primary").click()
    page.wait_for_selector(".own-facts")
    context.close()
    return path


@pytest.mark.parametrize(
    "viewport, scheme, locale",
    [
        (DESKTOP, "light", "en-GB"), (PHONE, "light", "en-GB"), (DESKTOP, "dark", "en-GB"), (PHONE, "dark", "zh-TW"),
        (DESKTOP, "light", "zh-CN"), (DESKTOP, "dark", "zh-TW"), (PHONE, "light", "zh-CN"),
    ],
)
def test_own_fields_are_on_every_page(account, visit, viewport, scheme, locale):
    window = visit(viewport, locale=locale, scheme=scheme)
    window.sign_in()
    page = window.page
    place = f"{locale}-{'phone' if viewport == PHONE else 'desktop'}-{scheme}"
    language = ["en-GB", "zh-CN", "zh-TW"].index(locale)
    # What a member chose comes before what the browser says; the workspace's founder chose English.
    page.goto(f"{window.url}/account")
    page.select_option("[name=language]", "")
    page.click("form[action='/account/language'] button")
    page.wait_for_selector(f"html[lang={['en', 'zh-Hans', 'zh-Hant'][language]}]")

    page.goto(f"{window.url}/settings/fields")
    for type in TYPES:
        assert page.get_by_role("link", name=NAMES[type][language], exact=True).is_visible()
    window.check()
    shot(page, f"fields-{place}")
    page.get_by_role("link", name=NAMES["choice"][language], exact=True).click()
    page.wait_for_url("**/settings/fields/*-*")
    window.check()
    shot(page, f"field-{place}")

    page.goto(f"{window.url}{account}")
    facts = page.locator(".own-facts")
    assert facts.count() == 2
    assert "1,234.5" in facts.first.inner_text()
    assert facts.first.get_by_role("link").get_attribute("href") == VALUES["link"]
    assert ["Gold, Bronze", "金牌、铜牌", "金牌、銅牌"][language] in facts.last.inner_text()
    window.check()
    shot(page, f"account-{place}")
    page.click("[data-opens=record]")
    page.wait_for_selector("dialog[open]")
    window.check()
    shot(page, f"form-{place}")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_list_has_a_field_as_column_filter_and_order(account, visit, viewport):
    window = visit(viewport)
    window.sign_in()
    page = window.page
    page.goto(f"{window.url}/accounts")
    names = ["Seats", "Level", "Budget approved", "Tender page"]
    menu = page.locator(".columns-menu")
    if viewport == PHONE:
        # A phone has no menu of columns; a saved view brings them.
        keys = [menu.get_by_label(name).get_attribute("value") for name in names]
        page.goto(f"{window.url}/accounts?column=name&" + "&".join(f"column={key}" for key in keys))
    else:
        page.click(".columns-menu summary")
        for name in names:
            menu.get_by_label(name).check()
        page.click(".columns-menu button")
    page.wait_for_url("**/accounts?*column=field-*")
    page.click(".filter-menu summary")
    menu = page.locator(".filter-menu")
    menu.get_by_label("Seats: at least").fill("1,000")
    menu.get_by_role("group", name="Level").get_by_label("Silver").check()
    window.check()
    menu.locator(".filter-actions button").click()
    page.wait_for_url("**/accounts?*field-*From=1*")
    assert page.locator("tbody tr").count() == 1
    assert "1,234.5" in page.locator("tbody tr").inner_text()
    assert page.locator(".chip").count() == 2
    window.check()
    shot(page, f"list-{'phone' if viewport == PHONE else 'desktop'}")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_figures_search_and_many_records_by_a_field(account, visit, viewport):
    window = visit(viewport)
    window.sign_in()
    page = window.page
    size = "phone" if viewport == PHONE else "desktop"
    page.select_option("[name=by]", label="Certificates (account)")
    row = page.locator("#answer tr", has_text="Gold")
    row.wait_for()
    window.check()
    shot(page, f"slices-{size}")
    count = row.locator("a").first.inner_text()
    row.locator("a").first.click()
    page.wait_for_url("**/funnel/records?*")
    assert f"{count} record" in page.locator("main").inner_text()
    window.check()

    page.goto(f"{window.url}/search?q=prj")
    assert page.locator(f"main a[href='{account}']").count() == 1

    page.goto(f"{window.url}/accounts")
    page.locator("tbody input[name=id]").nth(1).check()
    bar = page.locator("[data-bulk]")
    bar.locator("[name=action]").select_option(label="Set Certificates")
    part = bar.locator(".bulk-field:visible")
    assert part.count() == 1
    window.check()
    shot(page, f"bulk-{size}")
    part.locator("[name=clear]").check()
    assert part.locator("select").is_disabled()
    part.locator("[name=clear]").uncheck()
    part.locator("select").select_option(label=["Gold", "Silver"])
    bar.locator(".btn-primary").click()
    page.wait_for_url("**/bulk-actions/*")
    assert "Certificates is “Gold, Silver”" in page.locator("main").inner_text()
    window.check()
    page.get_by_role("button", name="Undo all of it").click()
    page.wait_for_selector("text=taken back")


def test_a_view_of_a_retired_field_opens_without_it(account, visit):
    window = visit()
    window.sign_in()
    page = window.page
    page.goto(f"{window.url}/settings/fields")
    page.get_by_role("link", name="Project code", exact=True).click()
    page.wait_for_url("**/settings/fields/*-*")
    key = "field-" + page.url.rsplit("/", 1)[1]
    page.click("button[value=retire]")
    page.wait_for_selector("button[value=offer]")
    page.goto(f"{window.url}/accounts?column=name&column={key}&{key}=PRJ&order={key}")
    assert "shown without it" in page.locator(".trimmed").inner_text()
    assert page.locator("tbody tr").count() > 1
    window.check()
    shot(page, "trimmed")
    page.goto(f"{window.url}/settings/fields")
    page.get_by_role("button", name="Offer again: Project code").click()
    page.wait_for_url("**/settings/fields/*-*")
    window.check()
