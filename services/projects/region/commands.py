"""Importing the tree of regions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from chassis.pinyin import sort_key
from chassis.region import ROOT_PATH, Place
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.project_terms import RegionLevel
from services.projects.region.events import region_changed
from services.projects.region.inputs import RegionImportInput, RegionRowInput
from services.projects.region.models import KEYS, Region
from services.projects.region.rules import RANK, Entry, faults, key_text, scheme_of


def import_regions(uow: UnitOfWork, cmd: RegionImportInput) -> dict[str, list[UUID]]:
    """Create or update regions by code, all or none; answers those that were created or changed, top first.

    A region that retires in favour of one other lends it its code, so that the code still leads somewhere.
    """
    tree = Tree(uow, cmd)
    tree.require_sound()
    for row in sorted(cmd.regions, key=lambda row: RANK[row.level]):
        tree.put(row)
    for row in cmd.regions:
        tree.retire(row)
    for region in tree.changed:
        uow.record(region, region_changed, action="region.import")
    return {"regions": [region.id for region in tree.changed]}


class Tree:
    """The regions around an import, locked, and what it makes of them."""

    def __init__(self, uow: UnitOfWork, cmd: RegionImportInput) -> None:
        self._uow = uow
        self._cmd = cmd
        self._by_code: dict[str, Region] = {}
        self._by_id: dict[UUID, Region] = {}
        self._changed: dict[UUID, Region] = {}
        self._take(col(Region.code).in_(sorted(set(_codes(cmd.regions)))))
        self._take(col(Region.id).in_(self._unknown(each.parent_id for each in self._there())))
        while ahead := self._unknown(UUID(key) for each in self._there() for key in each.successor_ids):
            self._take(col(Region.id).in_(ahead))
        self._keys = self._new_keys(sum(row.code not in self._by_code for row in cmd.regions))

    @property
    def changed(self) -> Sequence[Region]:
        """Regions created or changed, in that order."""
        return list(self._changed.values())

    def require_sound(self) -> None:
        """RefusedInput, with every fault of every row, unless the rows fit together and fit what is there."""
        there = {code: self._entry(region) for code, region in self._by_code.items()}
        if found := faults([_stated(row, there.get(row.code)) for row in self._cmd.regions], there):
            raise RefusedInput(tuple(found))

    def put(self, row: RegionRowInput) -> None:
        """Create the row's region, or write into it what the row states anew."""
        stated = {
            "name": row.name,
            "name_sort": sort_key(row.name),
            "level": row.level.value,
            "scheme": scheme_of(row.code, fictitious=row.fictitious).value,
            "fictitious": row.fictitious,
        }
        stated |= {name: day for name in ("valid_from", "valid_to") if (day := getattr(row, name)) is not None}
        if row.code in self._by_code:
            self._change(self._by_code[row.code], stated)
        else:
            self._create(row, stated)

    def retire(self, row: RegionRowInput) -> None:
        """Note who took the region's place; the only successor takes over its code and those it had taken over."""
        region = self._by_code[row.code]
        successors = [self._by_code[code] for code in row.successor_codes or ()]
        if not successors or region.successor_ids:
            return
        self._change(region, {"successor_ids": sorted(str(each.id) for each in successors)})
        if len(successors) == 1:
            heir = self._last_heir(successors[0])
            self._change(heir, {"former_codes": sorted({*heir.former_codes, *region.former_codes, region.code})})

    def _last_heir(self, region: Region) -> Region:
        while len(region.successor_ids) == 1:
            region = self._by_id[UUID(region.successor_ids[0])]
        return region

    def _create(self, row: RegionRowInput, stated: dict[str, Any]) -> None:
        above = self._by_code[row.parent_code] if row.parent_code else None
        path = above.path if above else ROOT_PATH
        self._uow.require("region.import", Place(path))
        key = next(self._keys)
        place: dict[str, Any] = {"key": key, "path": f"{path}{key}/", "parent_id": above.id if above else None}
        self._note(self._uow.add(Region(code=row.code, source=self._cmd.source, **place, **stated)))

    def _change(self, region: Region, stated: dict[str, Any]) -> None:
        different = {name: value for name, value in stated.items() if getattr(region, name) != value}
        if not different:
            return
        if region.id not in self._changed:
            self._uow.require("region.import", Place(region.path.removesuffix(f"{region.key}/")))
            self._note(self._uow.get_for_update(Region, region.id))
        for name, value in {**different, "source": self._cmd.source}.items():
            setattr(region, name, value)

    def _note(self, region: Region) -> None:
        self._changed[region.id] = self._by_id[region.id] = self._by_code[region.code] = region

    def _take(self, condition: ColumnElement[bool]) -> None:
        rows = select(Region).where(condition).order_by(col(Region.id)).with_for_update()
        for region in self._uow.session.scalars(rows):
            self._by_id[region.id] = self._by_code[region.code] = region

    def _there(self) -> list[Region]:
        return list(self._by_id.values())

    def _unknown(self, ids: Iterable[UUID | None]) -> list[UUID]:
        return sorted({each for each in ids if each is not None and each not in self._by_id})

    def _new_keys(self, count: int) -> Iterator[str]:
        numbers = select(KEYS.next_value()).select_from(func.generate_series(1, count))
        return iter([key_text(number) for number in self._uow.session.scalars(numbers)])

    def _entry(self, region: Region) -> Entry:
        above = self._by_id.get(region.parent_id) if region.parent_id else None
        return Entry(
            code=region.code,
            level=RegionLevel(region.level),
            parent_code=above.code if above else None,
            valid_from=region.valid_from,
            valid_to=region.valid_to,
            successor_codes=tuple(self._by_id[UUID(key)].code for key in region.successor_ids),
        )


def _codes(rows: Iterable[RegionRowInput]) -> Iterator[str]:
    for row in rows:
        yield from (row.code, *((row.parent_code,) if row.parent_code else ()), *(row.successor_codes or ()))


def _stated(row: RegionRowInput, before: Entry | None) -> Entry:
    """The row as it will be: what it leaves out stays as it is."""
    return Entry(
        code=row.code,
        level=row.level,
        parent_code=row.parent_code or (before.parent_code if before else None),
        valid_from=row.valid_from or (before.valid_from if before else None),
        valid_to=row.valid_to or (before.valid_to if before else None),
        successor_codes=tuple(row.successor_codes or (before.successor_codes if before else ())),
    )


def granted_level(uow: UnitOfWork, permission: str, path: str) -> RegionLevel | None:
    """Level of the smallest region around the path for which a grant allows this; None for the whole tree."""
    scope = uow.principal.scope_for(permission, path)
    level = uow.session.scalar(select(col(Region.level)).where(col(Region.path) == scope.path)) if scope else None
    return None if level is None else RegionLevel(level)
