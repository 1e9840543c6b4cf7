"""Files of others come in through the import page, by mouse only: Maven's, and a workbook with Chinese headers."""
import datetime
import os
import pathlib
import re

import pytest
import xlsxwriter
from conftest import DESKTOP, PHONE, PASSWORD, Installation

DATA = pathlib.Path(os.environ.get("SLUICE_TEST_DATA", "/nowhere")) / "maven-crm"


@pytest.fixture(scope="module")
def installation(tmp_path_factory, chromium):
    """An empty installation of its own, whose owner is ana@example.com."""
    running = Installation(tmp_path_factory.mktemp("imports"))
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(running.first_run)
    for name, value in [("workspace", "Acme"), ("name", "Ana Lee"), ("email", "ana@example.com"), ("password", PASSWORD)]:
        page.fill(f"[name={name}]", value)
    page.click("form button")
    page.wait_for_url("**/start")
    context.close()
    yield running
    running.stop()


def signed_in(visit, **kind):
    ana = visit(**kind)
    page = ana.page
    page.goto(f"{ana.url}/sign-in")
    page.fill("[name=email]", "ana@example.com")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile("/(start|funnel)$"))
    return ana


def speak(ana, language):
    """Chooses the language of the pages, which goes with the member and not with the browser."""
    page = ana.page
    page.goto(f"{ana.url}/account")
    page.locator("[name=language]").select_option(language)
    page.locator("form[action='/account/language'] button").click()
    page.locator(f"html[lang={language}]").wait_for()


def bring(ana, *paths):
    """Chooses files as a click on the drop zone does."""
    page = ana.page
    page.goto(f"{ana.url}/imports")
    with page.expect_file_chooser() as chooser:
        page.locator(".drop").click()
    chooser.value.set_files([str(path) for path in paths])


def next_step(ana):
    ana.check()
    ana.page.locator(".step-actions .btn-primary").click()


def to_the_end(ana, shots=None):
    """Tries the file, imports it and waits for the result; gives the four counts."""
    page = ana.page
    page.locator(".step-actions .btn").first.click()
    page.locator("#dry-run").wait_for()
    ana.check()
    page.locator(".step-actions .btn-primary").click()
    page.locator(".run-finished").wait_for(timeout=120_000)
    ana.check()
    return [text.replace(",", "") for text in page.locator(".tile dd").all_inner_texts()]


@pytest.mark.skipif(not DATA.exists(), reason="SLUICE_TEST_DATA names no folder")
def test_maven_comes_in_by_mouse_only(visit, installation):
    ana = signed_in(visit)
    page = ana.page
    bring(ana, *[DATA / name for name in ("sales_pipeline.csv", "products.csv", "accounts.csv", "sales_teams.csv")])
    page.locator("#waiting").wait_for()
    ana.check()
    waiting = page.locator("table").first.locator("tbody a").all_inner_texts()
    assert waiting == ["sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv"]
    expected = {"sales_teams.csv": "35", "accounts.csv": "85", "products.csv": "7", "sales_pipeline.csv": "8800"}
    for name in waiting:
        page.goto(f"{ana.url}/imports")
        page.get_by_role("link", name=name).click()
        next_step(ana)
        next_step(ana)
        if name == "accounts.csv":
            page.locator("[name='times.annualRevenue']").select_option("1000000")
        if name == "sales_pipeline.csv":
            page.get_by_label("GTXPro").select_option("GTX Pro")
            page.locator("[name=openedIn]").select_option("Engaging")
        next_step(ana)
        counts = to_the_end(ana)
        assert counts[3] == "0", name
        # Accounts that others name as parents are made with their own rows.
        assert sum(int(count) for count in counts) == int(expected[name]), name
    page.goto(f"{ana.url}/funnel?period=all")
    assert "4,238" in page.locator("main").inner_text()
    ana.check()


def workbook(path):
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("说明").write("A1", "请看第二张表")
    sheet = book.add_worksheet("商机")
    day = book.add_format({"num_format": "yyyy年m月d日"})
    for column, name in enumerate(["商机名称", "客户名称", "商机金额", "主责销售", "预计成交日期", "销售阶段"]):
        sheet.write(0, column, name)
    rows = [("云帆数据平台", "云帆科技", 1200000, "李娜", datetime.date(2026, 12, 31), "方案报价"),
            ("海图监控", "海图信息", "35.5万", "王伟", datetime.date(2026, 11, 30), "赢单"),
            ("星河改造", "星河制造", 88000.5, "李娜", None, "需求确认")]
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(place, column, datetime.datetime.combine(value, datetime.time()), day)
            elif value is not None:
                sheet.write(place, column, value)
    book.close()
    return path


@pytest.mark.parametrize("viewport,scheme", [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_a_chinese_workbook_comes_in_and_is_taken_back(visit, installation, tmp_path, viewport, scheme):
    ana = signed_in(visit, viewport=viewport, scheme=scheme, locale="zh-CN")
    page = ana.page
    speak(ana, "zh-Hans")
    bring(ana, workbook(tmp_path / f"商机-{scheme}.xlsx"))
    page.locator("[name=sheet]").wait_for()
    page.locator("[name=sheet]").select_option("商机")
    page.locator("button[name=stay]").click()
    page.get_by_role("columnheader", name="商机金额").wait_for()
    next_step(ana)
    assert page.locator("select").first.locator("option:checked").inner_text() == "名称"
    next_step(ana)
    page.locator("[name=pipeline]").select_option("new")
    page.locator("[name=newPipeline]").wait_for()
    page.locator("[name=newPipeline]").fill(f"直销 {scheme}")
    next_step(ana)
    preview = page.locator("table.preview")
    assert "云帆科技" in preview.inner_text() and "2026年12月31日" in preview.inner_text()
    counts = to_the_end(ana)
    assert counts[0] == "3" and counts[3] == "0"
    page.locator("[data-opens=undo]").click()
    page.locator("dialog[open] .btn-danger").click()
    page.locator(".run-undone").wait_for(timeout=60_000)
    ana.check()
    speak(ana, "en")


def test_faults_are_told_at_their_cells_and_the_failed_rows_can_be_had(visit, installation, tmp_path):
    ana = signed_in(visit)
    page = ana.page
    file = tmp_path / "contacts.csv"
    file.write_text("Full name,Company,E-mail\nIan Holm,Acme Nowhere,ian@example.com\n,Acme Nowhere,x@example.com\n")
    bring(ana, file)
    page.locator("[name=kind]").wait_for()
    next_step(ana)
    next_step(ana)
    next_step(ana)
    assert "must not be blank" in page.locator("table.preview").inner_text()
    counts = to_the_end(ana)
    assert counts[0] == "1" and counts[3] == "1"
    with page.expect_download() as download:
        page.get_by_role("link", name="Failed rows").click()
    assert "x@example.com" in pathlib.Path(download.value.path()).read_text()


def test_what_is_no_table_is_told_where_it_was_chosen(visit, installation, tmp_path):
    ana = signed_in(visit)
    file = tmp_path / "old.xls"
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 100)
    bring(ana, file)
    told = ana.page.locator(".upload-fault")
    told.wait_for()
    assert "password" in told.inner_text()
    ana.check()
