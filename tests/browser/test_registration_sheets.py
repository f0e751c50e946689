"""The organiser's own registration sheet in the browser: what stands out, asked, shown, taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import PHONE, Visitor, visiting
from tests.support.contests import contest
from tests.support.server import Server, serving
from tests.support.setup_page import in_force, names, save, set_up
from tests.support.workbooks import workbook

LAPTOP = {"width": 1440, "height": 900}
EVENT = "playing"
TITLED = """第二届核医学知识竞赛报名表,,,
序号,队名,单位,联系电话
1,红队,一院,13800138000
2,蓝队,二院,13900139000
合计,2,,
备注：请于11月20日前报送,,,
"""
UNKNOWN = "序号,参赛方,所在处,联系电话\n1,红队,一院,13800138000\n2,蓝队,二院,139\n"
MEMBERS = "队名,单位,姓名\n红队,一院,张三\n红队,一院,李四\n蓝队,二院,赵六\n蓝队,二院,钱七\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("registration")
    with serving(folder, contest(EVENT, 3)) as running:
        yield running


def sign_in(server: Server, visitor: Visitor) -> None:
    visitor.sign_in(server, server.server_link())


@pytest.fixture
def organiser(server: Server, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, LAPTOP, reduced_motion="reduce") as visitor:
        sign_in(server, visitor)
        yield visitor


def file(folder: Path, text: str, name: str = "报名表.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("gb18030"))
    return path


def open_import(server: Server, visitor: Visitor, path: Path) -> Page:
    page = set_up(server, visitor, EVENT, "teams")
    page.locator("#import-open").click()
    page.set_input_files("#import-file", path)
    expect(page.locator("#import-found")).to_be_visible()
    expect(page.locator("#import-found[aria-busy]")).to_have_count(0)
    return page


def test_a_total_is_pointed_out_left_out_and_taken_in_by_one_key(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = open_import(server, organiser, file(tmp_path, TITLED))
    said = page.locator("#import-said")
    expect(said).to_contain_text("teams: 2")
    expect(said).not_to_contain_text("Nothing stands out")
    odd = page.locator(".import-odd li")
    expect(odd).to_have_count(2)
    total = page.locator('.import-odd li[data-row="5"]')
    expect(total).to_contain_text("Says 合计, as a total does.")
    expect(total).to_contain_text("left out")

    total.get_by_role("button").press("Enter")
    expect(said).to_contain_text("teams: 3")
    # The same key takes it back: the focus has stayed.
    expect(total.get_by_role("button", name="Leave it out")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("teams: 2")
    expect(page.locator("#import-table tr[data-out]")).to_have_count(2)

    page.get_by_role("button", name="Replace teams and judges").click()
    assert names(page) == ["红队", "蓝队"]
    save(page)
    assert "138" not in repr(in_force(server, EVENT)["teams"])


def test_the_page_asks_which_column_is_the_name_and_remembers_it(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    path = file(tmp_path, UNKNOWN, "某会.csv")
    page = open_import(server, organiser, path)
    question = page.locator(".import-question")
    expect(question).to_contain_text("Which column holds the names of the teams?")
    expect(page.locator("#import-answers")).to_be_hidden()
    # Nobody can choose what is personal.
    expect(question.get_by_role("button")).to_have_count(3)
    question.get_by_role("button", name="参赛方").press("Enter")
    expect(page.locator("#import-said")).to_contain_text("teams: 2")
    expect(question).to_have_count(0)

    place = page.get_by_label("Column 所在处 holds")
    place.focus()
    place.select_option(label="organisation")
    expect(page.locator("#import-taken")).to_contain_text("二院")
    expect(place).to_be_focused()
    expect(place).to_have_value("organisation")

    page = open_import(server, organiser, path)
    expect(page.locator("#import-said")).to_contain_text("as you chose last time")
    expect(page.locator("#import-said")).to_contain_text("teams: 2")
    expect(page.locator(".import-question")).to_have_count(0)
    expect(page.locator("#import-taken")).to_contain_text("二院")


@pytest.mark.long
def test_rows_of_one_team_are_joined_shown_and_confirmed(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = open_import(server, organiser, file(tmp_path, MEMBERS, "名单.csv"))
    join = page.get_by_role("checkbox", name="Rows of one team are joined: 4 rows, 2 teams.")
    expect(join).to_be_checked()
    red = page.locator("#import-taken-list li").first
    expect(red).to_be_visible()
    expect(red).to_contain_text("红队 一院 张三, 李四 from rows 2, 3")

    join.press("Space")
    expect(page.locator("#import-said")).to_contain_text("Problems: 2")
    expect(page.locator("#import-answers")).to_be_hidden()
    page.get_by_role("checkbox", name="Join the rows of one team").press("Space")
    expect(page.locator("#import-said")).to_contain_text("teams: 2")

    page.get_by_role("button", name="Replace teams and judges").click()
    save(page)
    members = [
        [member["name"] for member in team["members"]] for team in in_force(server, EVENT)["teams"]
    ]
    assert members == [["张三", "李四"], ["赵六", "钱七"]]


@pytest.mark.long
def test_a_list_without_headings_is_read_from_its_first_row(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = open_import(server, organiser, file(tmp_path, "红队,一院\n蓝队,二院\n", "x.csv"))
    question = page.locator(".import-question")
    question.get_by_role("button", name="红队").click()
    expect(page.locator("#import-said")).to_contain_text("teams: 1")
    page.get_by_label("The headings stand in").select_option(label="no headings")
    expect(page.locator("#import-said")).to_contain_text("teams: 2")


@pytest.mark.long
def test_of_two_sheets_each_is_asked_by_name_where_its_headings_stand(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook({"Teams": [["Team"], ["Alder"]], "Judges": [["Judge"], ["Ann"]]}))
    page = open_import(server, organiser, path)
    expect(page.locator("#import-said")).to_contain_text("judges: 1")
    for title in ("Teams", "Judges"):
        rows = page.get_by_label(f"The headings of {title} stand in")
        expect(rows.locator(":checked")).to_have_text("row 1")


@pytest.mark.long
def test_a_pasted_table_gives_its_names_and_no_total(server: Server, organiser: Visitor) -> None:
    page = set_up(server, organiser, EVENT, "teams")
    page.locator("#paste-teams-open").click()
    page.locator("#paste-teams textarea").fill("序号\t队名\n1\t甲队\n2\t乙队\n合计\t2")
    expect(page.locator("#paste-teams [role=status]")).to_have_text(
        "New names: 2 · headings and totals left out: 2"
    )


@pytest.mark.long
def test_of_two_sheets_with_teams_another_can_be_read(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    path = tmp_path / "two.xlsx"
    path.write_bytes(
        workbook({"小学组": [["队名", "单位"], ["红队", "一小"]],
                  "中学组": [["队名", "单位"], ["蓝队", "二中"], ["绿队", "三中"]]})
    )  # fmt: skip
    page = open_import(server, organiser, path)
    expect(page.locator("#import-said")).to_contain_text("teams: 1")
    page.locator("#import-sheets").get_by_role("button", name="中学组").click()
    page.get_by_role("button", name="Read this sheet instead").press("Enter")
    expect(page.locator("#import-said")).to_contain_text("teams: 2")
    expect(page.locator("#import-instead")).to_be_hidden()


@pytest.mark.long
def test_a_row_with_a_mistake_is_left_out_by_one_touch(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    wrong = "队名,单位\n红队,一院\n,二院\n蓝队,三院\n"
    page = open_import(server, organiser, file(tmp_path, wrong))
    expect(page.locator("#import-said")).to_contain_text("Problems: 1")
    page.get_by_role("button", name="Leave this row out").click()
    expect(page.locator("#import-said")).to_contain_text("teams: 2")
    expect(page.locator("#import-answers")).to_be_visible()


@pytest.mark.long
def test_a_file_of_another_kind_is_named_in_the_dialog(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = open_import(server, organiser, file(tmp_path, "<html><table>", "报名表.xls"))
    expect(page.locator("#import-list")).to_contain_text("This is a web page")
    expect(page.locator("#import-answers")).to_be_hidden()


def test_a_new_event_takes_the_sheet_as_well(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    page.locator("#way-file").check()
    page.set_input_files("#import-file", file(tmp_path, UNKNOWN, "某会.csv"))
    page.locator(".import-question").get_by_role("button", name="参赛方").click()
    expect(page.locator("#get-what")).to_contain_text("Teams: 2")


@pytest.mark.long
def test_on_a_phone_the_column_is_chosen_by_touch(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    with visiting(browser, PHONE, has_touch=True, is_mobile=True) as visitor:
        sign_in(server, visitor)
        page = open_import(server, visitor, file(tmp_path, UNKNOWN, "某会.csv"))
        column = page.locator(".import-question button").nth(1)
        box = column.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        column.tap()
        expect(page.locator("#import-said")).to_contain_text("teams: 2")
        take = page.get_by_role("button", name="Replace teams and judges")
        expect(take).to_be_in_viewport(ratio=1)
        wide = page.evaluate(
            "() => { const d = document.querySelector('#import');"
            " return d.scrollWidth - d.clientWidth; }"
        )
        assert wide <= 0


@pytest.mark.long
def test_a_new_event_is_called_by_the_title_above_its_sheet(
    server: Server, organiser: Visitor, tmp_path: Path
) -> None:
    page = organiser.open(f"{server.hall}/new?lang=en")
    page.locator("#way-file").check()
    page.set_input_files("#import-file", file(tmp_path, TITLED))
    name = page.get_by_label("Name of the contest")
    expect(name).to_have_value("第二届核医学知识竞赛")
    # What somebody has typed is theirs.
    name.fill("核医学总决赛")
    page.set_input_files("#import-file", file(tmp_path, TITLED, "再报.csv"))
    expect(page.locator("#import-found")).to_be_visible()
    expect(page.locator("#import-found[aria-busy]")).to_have_count(0)
    expect(name).to_have_value("核医学总决赛")
