"""The regions of the sample, as projects tells them to its neighbours."""

import csv
from uuid import NAMESPACE_URL, UUID, uuid5

from cli.sample import FOLDER
from published.project_terms import RegionLevel, RegionScheme
from published.projects import RegionChangedV1, RegionSnapshot


def region_id(code: str) -> UUID:
    """The id that a region of the sample has in these events."""
    return uuid5(NAMESPACE_URL, f"region:{code}")


def region_path(code: str) -> str:
    """Its path, made of the codes of those above it."""
    return _told()[code].path


def sample_regions() -> list[RegionChangedV1]:
    """One event per region of the sample, ancestors first."""
    return [RegionChangedV1(region=snapshot) for snapshot in _told().values()]


def placed(code: str) -> dict[str, object]:
    """What a snapshot says of the region it lies in."""
    return {"region_id": region_id(code), "region_code": code, "region_path": region_path(code)}


def _told() -> dict[str, RegionSnapshot]:
    with (FOLDER / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    heirs = {row["successor_codes"]: row["code"] for row in rows if row["successor_codes"]}
    told: dict[str, RegionSnapshot] = {}
    for row in rows:
        told[row["code"]] = _snapshot(row, told, heirs)
    return told


def _snapshot(row: dict[str, str], told: dict[str, RegionSnapshot], heirs: dict[str, str]) -> RegionSnapshot:
    code, above = row["code"], told.get(row["parent_code"])
    return RegionSnapshot(
        id=region_id(code),
        version=1,
        code=code,
        name=row["name"],
        pinyin=row["name"],
        level=RegionLevel(row["level"]),
        scheme=RegionScheme.LOCAL,
        parent_id=above.id if above else None,
        key=code,
        path=f"{above.path if above else '/'}{code}/",
        valid_from=None,
        valid_to=None,
        former_codes=(heirs[code],) if code in heirs else (),
        successor_ids=(region_id(row["successor_codes"]),) if row["successor_codes"] else (),
        fictitious=row["fictitious"] == "true",
    )
