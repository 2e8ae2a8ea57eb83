"""Who tries Jiadi out: one person per role around 轮台县, and a stranger from another prefecture."""

from dataclasses import dataclass

WHOLE_TREE = "*"
PROVINCE, PREFECTURE, COUNTY = "650000", "652800", "652822"
# Fictitious township and village of the demonstration data.
TOWNSHIP, VILLAGE = "652822100", "652822100201"
ANOTHER_COUNTY = "653125"


@dataclass(frozen=True)
class Grant:
    """A role held over a region (6, 9 or 12 digits) and everything below it, or over the whole tree."""

    role: str
    region: str


@dataclass(frozen=True)
class Persona:
    """Someone with a token ready-made. `key` is the subject of the token."""

    key: str
    name: str
    grants: tuple[Grant, ...]


def _persona(key: str, name: str, role: str, region: str) -> Persona:
    return Persona(key, name, (Grant(role, region),))


PERSONAS = {
    persona.key: persona
    for persona in (
        _persona("village_clerk", "示范村文书", "VILLAGE_CLERK", VILLAGE),
        _persona("township_clerk", "示范镇经办员", "TOWNSHIP_CLERK", TOWNSHIP),
        _persona("county_office", "县扶贫办经办员", "COUNTY_OFFICE", COUNTY),
        _persona("county_leading_group", "县扶贫开发领导小组成员", "COUNTY_LEADING_GROUP", COUNTY),
        _persona("county_finance", "县财政局经办员", "COUNTY_FINANCE", COUNTY),
        _persona("county_treasury", "县国库支付中心经办员", "COUNTY_TREASURY", COUNTY),
        _persona("township_finance", "示范镇财政所经办员", "TOWNSHIP_FINANCE", TOWNSHIP),
        _persona("county_asset_manager", "县扶贫资产管理员", "COUNTY_ASSET_MANAGER", COUNTY),
        _persona("prefecture_finance", "自治州财政局经办员", "PREFECTURE_FINANCE", PREFECTURE),
        _persona("provincial_auditor", "自治区审计员", "PROVINCE_AUDITOR", PROVINCE),
        _persona("platform_operator", "平台运维员", "PLATFORM_OPERATOR", WHOLE_TREE),
        _persona("stranger", "外地县扶贫办经办员", "COUNTY_OFFICE", ANOTHER_COUNTY),
    )
}
