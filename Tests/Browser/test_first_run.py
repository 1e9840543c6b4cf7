"""A new installation, from the link that the server prints to the funnel of a demonstration."""
import pytest
from conftest import PASSWORD


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}])
def test_first_run_in_chinese_on_a_phone(visit, installation, viewport):
    guest = visit(viewport, "zh-CN")
    page = guest.page
    page.goto(installation.url)
    guest.check()
    page.goto(installation.first_run)
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.locator("[name=currency]").input_value() == "CNY"
    guest.check()

    page.fill("[name=workspace]", "云帆科技")
    page.fill("[name=name]", "张伟")
    page.fill("[name=email]", "zhang@example.com")
    page.fill("[name=password]", "short")
    page.click("form button")
    assert "至少 10 个字符" in page.locator("[role=alert]").inner_text()
    assert page.locator("[name=name]").input_value() == "张伟"
    guest.check()

    page.fill("[name=password]", PASSWORD)
    page.click("form button")
    page.wait_for_url("**/start")
    guest.check()
    page.click("form[action='/start/demo'] button")
    page.wait_for_url("**/funnel", timeout=120_000)
    page.locator("[data-chart] svg").wait_for()
    assert "2,000" in page.locator(".tiles").inner_text()
    guest.check()
