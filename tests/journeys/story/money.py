"""Who takes part, and the money that comes: two documents, two allocations to the county."""

from tests.journeys.story.telling import Story

TOWNSHIP, VILLAGE, COUNTY, PREFECTURE = "652822100", "652822100201", "652822", "652800"
PARTIES = {
    "org-village": ("轮台县示范村股份经济合作社", "VILLAGE_COLLECTIVE", VILLAGE),
    "org-neighbour": ("轮台县邻村股份经济合作社", "VILLAGE_COLLECTIVE", TOWNSHIP),
    "org-township": ("轮台县示范镇人民政府", "GOVERNMENT", TOWNSHIP),
    "org-contractor": ("轮台县建筑工程公司", "ENTERPRISE", COUNTY),
    "org-audit": ("巴州工程审计事务所", "ENTERPRISE", PREFECTURE),
    "org-coop": ("轮台县养殖专业合作社", "COOPERATIVE", COUNTY),
    "org-farm": ("轮台县家庭农场", "FAMILY_FARM", COUNTY),
}
PEOPLE = {
    "off-person": ("阿依古丽", "项目责任人", "org-village"),
    "off-leader": ("艾力", "责任领导", "org-township"),
    "off-agriculture": ("买买提", "县农业农村局验收员", "org-township"),
    "off-finance": ("王强", "县财政局验收员", "org-township"),
    "off-office": ("李娜", "县扶贫办验收员", "org-township"),
    "off-assets": ("张伟", "资产管理员", "org-township"),
}


def parties(story: Story) -> None:
    """Organisations and people that the thread names."""
    for key, (name, kind, region) in PARTIES.items():
        given = {"name": name, "kind": kind, "regionCode": region}
        story.do("platform_operator", "RegisterOrganisation", given, **{key: "organisation.id"})
    for key, (name, duty, organisation) in PEOPLE.items():
        given = {"name": name, "duty": duty, "organisationId": story.ids[organisation]}
        story.do("platform_operator", "RegisterOfficial", given, **{key: "official.id"})


def receive(story: Story) -> None:
    """Central money on 6 January, the prefecture's own on 8 January 2020."""
    story.on("2020-01-06")
    _receive(story, "central", "新财扶", 12, "CENTRAL", "1200000.00")
    story.on("2020-01-08")
    _receive(story, "prefecture", "巴财预", 2, "PREFECTURE", "500000.00")


def _receive(story: Story, key: str, issuer: str, number: int, level: str, amount: str) -> None:
    given = {
        "documentNumber": {"issuerCode": issuer, "year": 2020, "number": number},
        "title": "2020年财政专项扶贫资金",
        "regionCode": PREFECTURE,
        "fiscalYear": 2020,
        "tranche": "ADDITIONAL",
        "receivedOn": story.today.isoformat(),
        "performanceTarget": "产业带动120户",
        "lines": [{"categoryCode": "DEVELOPMENT", "level": level, "amount": amount}],
    }
    keep = {f"doc-{key}": "indicatorDocument.id", f"line-{key}": "indicatorDocument.lines.0.id"}
    made = story.do("prefecture_finance", "ReceiveIndicatorDocument", given, **keep)
    assert made["indicatorDocument"]["totalAmount"] == amount


def allocate(story: Story) -> None:
    """800 000 central and 200 000 of the prefecture to the county, within five days."""
    story.on("2020-01-09")
    for number, (key, amount) in enumerate({"central": "800000.00", "prefecture": "200000.00"}.items(), 3):
        given = {
            "lineId": story.ids[f"line-{key}"],
            "regionCode": COUNTY,
            "amount": amount,
            "issuedOn": "2020-01-09",
            "documentNumber": {"issuerCode": "巴财扶", "year": 2020, "number": number},
        }
        made = story.do("prefecture_finance", "IssueAllocation", given, **{f"alloc-{key}": "allocation.id"})
        assert made["allocation"]["availableAmount"] == amount


def bindings(story: Story) -> dict[str, dict[str, str]]:
    """What is bound to the project from each source."""
    return {
        key: {
            "projectId": story.ids["project"],
            "allocationId": story.ids[f"alloc-{key}"],
            "amount": amount,
            "purpose": "PRO_POOR",
            "boundOn": story.today.isoformat(),
        }
        for key, amount in {"central": "800000.00", "prefecture": "200000.00"}.items()
    }


def bind_too_early(story: Story) -> None:
    """Before the leading group approved the plan: F-07 and P-01, under the pack of Xinjiang."""
    found = story.blocked("county_finance", "BindProjectFunding", bindings(story)["central"], "F-07", "P-01")
    assert {verdict["pack"] for verdict in found.values()} == {"xinjiang-2019"}
    assert found["F-07"]["citation"] == {"documentNumber": {"text": "新扶贫领字〔2018〕76号"}, "article": "二(二)"}


def bind(story: Story) -> None:
    """Both sources, once the plan is approved."""
    story.on("2020-03-26")
    for key, given in bindings(story).items():
        made = story.do("county_finance", "BindProjectFunding", given, **{f"fund-{key}": "projectFunding.id"})
        assert made["projectFunding"]["allocation"]["availableAmount"] == "0.00"
    assert made["projectFunding"]["project"]["boundAmount"] == "1000000.00"
