"""When rows of a region import fit together and fit what is there already."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.errors import Fault, invalid
from published.project_terms import RegionLevel, RegionScheme
from published.region_code import level_of

RANK = {level: rank for rank, level in enumerate(RegionLevel)}
DIGITS = {
    RegionLevel.PROVINCE: 6,
    RegionLevel.PREFECTURE: 6,
    RegionLevel.COUNTY: 6,
    RegionLevel.TOWNSHIP: 9,
    RegionLevel.VILLAGE: 12,
}
"""One way to write the code of each level (GB/T 2260, and the codes that statistics add below the county)."""


@dataclass(frozen=True)
class Entry:
    """A region as a row states it, or as it is there."""

    code: str
    level: RegionLevel
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    successor_codes: tuple[str, ...]


@dataclass(frozen=True)
class Stated:
    """A row with what was there before it, and everything around it: the other rows win over what is there."""

    entry: Entry
    before: Entry | None
    around: Mapping[str, Entry]
    times: int


Problem = tuple[str, str, str]
"""Name of the row's field, Chinese and English text."""


def faults(rows: Sequence[Entry], there: Mapping[str, Entry]) -> list[Fault]:
    """What is wrong with each row, at the path of its field; empty if the import may go on."""
    around = {**there, **{row.code: row for row in rows}}
    times = Counter(row.code for row in rows)
    stated = [Stated(row, there.get(row.code), around, times[row.code]) for row in rows]
    return [
        invalid(zh, en, ("input", "regions", str(place), field))
        for place, row in enumerate(stated)
        for field, zh, en in _problems(row)
    ]


def _problems(row: Stated) -> Iterator[Problem]:
    yield from _code(row)
    yield from _parent(row)
    yield from _existing(row)
    yield from _validity(row)
    yield from _successors(row)


def _code(row: Stated) -> Iterator[Problem]:
    code, level = row.entry.code, row.entry.level
    if row.times > 1:
        yield "code", f"代码{code}在本次导入中重复,请只保留一行", f"The code {code} stands in several rows; keep one"
    if len(code) != DIGITS[level] or level_of(code) is not level:
        yield (
            "code",
            f"代码{code}与层级“{level.label}”不符,{level.label}代码应为{DIGITS[level]}位,请核对",
            f"The code {code} is not one of level {level}, which has {DIGITS[level]} digits; check it",
        )


def _parent(row: Stated) -> Iterator[Problem]:
    entry, above = row.entry, row.around.get(row.entry.parent_code or "")
    if entry.parent_code is None:
        if entry.level is not RegionLevel.PROVINCE:
            yield "parentCode", "除省级外须填写上级代码", "Only a province has no region above; give its code"
    elif above is None:
        yield (
            "parentCode",
            f"上级代码{entry.parent_code}不存在,请先导入上级区划或一并导入",
            f"There is no region {entry.parent_code}; import it first or with this one",
        )
    elif _leads_back(entry.code, row.around):
        yield "parentCode", "上级关系形成循环,请核对上级代码", "The regions above it lead back to it; check the codes"
    elif RANK[entry.level] <= RANK[above.level]:
        yield (
            "level",
            f"层级“{entry.level.label}”须低于上级的层级“{above.level.label}”",
            f"The level {entry.level} must lie below the parent's level {above.level}",
        )


def _leads_back(code: str, around: Mapping[str, Entry]) -> bool:
    seen: set[str] = set()
    at: Entry | None = around[code]
    while at is not None and at.code not in seen:
        seen.add(at.code)
        at = around.get(at.parent_code or "")
    return at is not None and at.code == code


def _existing(row: Stated) -> Iterator[Problem]:
    if row.before is None:
        return
    if row.entry.parent_code != row.before.parent_code:
        yield (
            "parentCode",
            f"该区划现属{row.before.parent_code},变更上级须另行办理,不能通过导入修改",
            f"It lies in {row.before.parent_code}; a new parent is a procedure of its own, not an import",
        )
    if row.entry.level is not row.before.level:
        yield (
            "level",
            f"该区划层级为“{row.before.level.label}”,不能通过导入修改",
            f"Its level is {row.before.level}; an import does not change it",
        )


def _validity(row: Stated) -> Iterator[Problem]:
    starts, ends = row.entry.valid_from, row.entry.valid_to
    if starts is not None and ends is not None and ends < starts:
        yield "validTo", f"失效日{ends}早于生效日{starts}", f"The last day {ends} lies before the first day {starts}"


def _successors(row: Stated) -> Iterator[Problem]:
    given = row.entry.successor_codes
    for code in given:
        if code not in row.around:
            yield (
                "successorCodes",
                f"继任区划代码{code}不存在,请先导入或一并导入",
                f"There is no region {code} to take its place; import it first or with this one",
            )
    if row.before is not None and row.before.successor_codes and set(given) != set(row.before.successor_codes):
        there = "、".join(row.before.successor_codes)
        yield (
            "successorCodes",
            f"已登记的继任区划为{there},不能通过导入修改",
            f"Its successors are recorded as {there}; an import does not change them",
        )
    elif _succeeds_itself(row.entry.code, row.around):
        yield "successorCodes", "继任关系形成循环,请核对继任代码", "Its successors lead back to it; check the codes"


def _succeeds_itself(code: str, around: Mapping[str, Entry]) -> bool:
    ahead, seen = list(around[code].successor_codes), set[str]()
    while ahead:
        at = ahead.pop()
        if at == code:
            return True
        if at in around and at not in seen:
            seen.add(at)
            ahead.extend(around[at].successor_codes)
    return False


def scheme_of(code: str, *, fictitious: bool) -> RegionScheme:
    """Which list a code comes from: the national standard ends at the county."""
    if fictitious:
        return RegionScheme.LOCAL
    return RegionScheme.GB2260 if len(code) == DIGITS[RegionLevel.COUNTY] else RegionScheme.STATS


def key_text(number: int) -> str:
    """A positive number in base 36, lower case."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
