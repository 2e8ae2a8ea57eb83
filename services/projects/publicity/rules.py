"""When a notice may be posted and closed."""

from dataclasses import dataclass

from published.notice_terms import NoticeKind, NoticeSubject
from published.project_terms import RegionLevel
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class PostingFacts:
    """What is about to be posted; `missing` are the Chinese names of the items that the subject lacks."""

    subject: NoticeSubject
    kind: NoticeKind
    planned_days: int
    places: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ClosingFacts:
    """How a notice has stood; days are full days after the first, null where nothing was posted.

    `recorded_days` are those since it was recorded here, null where a historical import recorded it.
    `publicised` and `announced` are the levels of the project's publicities that have closed, this one included, and
    of its announcements; `enters_library` says that nothing but this notice stands between the project and the library.
    """

    subject: NoticeSubject
    kind: NoticeKind
    level: RegionLevel
    planned_days: int
    stood_days: int | None
    recorded_days: int | None
    open_objections: int
    enters_library: bool
    publicised: frozenset[RegionLevel]
    announced: frozenset[RegionLevel]
    cut_short: frozenset[RegionLevel]


class DaysParams(Params):
    """Days that a publicity has to stand."""

    days: int
    distribution_days: int


class PlacesParams(Params):
    """Words by one of which a place tells that it lies in a village or at a household."""

    words: tuple[str, ...]


class SchemeParams(Params):
    """Levels that publicise and that announce a project before it enters the library."""

    publicities: tuple[RegionLevel, ...]
    announcements: tuple[RegionLevel, ...]


def _legal_days(subject: NoticeSubject, params: DaysParams) -> int:
    return params.distribution_days if subject is NoticeSubject.DISTRIBUTION else params.days


@rule("P-31", Kind.GUARD)
def names_the_ten_items(facts: PostingFacts, _: NoParams) -> Judgement:
    """A notice of a project names its ten items."""
    if facts.subject is not NoticeSubject.PROJECT:
        return not_applicable()
    if facts.missing:
        return block(
            zh=f"公示公告内容缺少{'、'.join(facts.missing)},请先在项目中补充。",
            en=f"The notice lacks {len(facts.missing)} of its items; complete the project first.",
            measured=f"{10 - len(facts.missing)}项",
            required="10项",
        )
    return passed(measured="10项", required="10项")


@rule("P-32", Kind.GUARD)
def reaches_the_village(facts: PostingFacts, params: PlacesParams) -> Judgement:
    """A notice is posted down to village and household, and the places are recorded."""
    words = "、".join(params.words)
    if not any(word in place for place in facts.places for word in params.words):
        return block(
            zh="公示公告未到村到户,请至少填写一处村内张贴地点。",
            en="The notice does not reach village and household; give at least one place of posting there.",
            measured="、".join(facts.places) or "无",
            required=f"张贴地点含{words}之一",
        )
    return passed(measured="、".join(facts.places))


@rule("P-51", Kind.GUARD)
def is_to_stand_its_days(facts: PostingFacts, params: DaysParams) -> Judgement:
    """A publicity is planned for at least the legal days."""
    if facts.kind is not NoticeKind.PUBLICITY:
        return not_applicable()
    legal = _legal_days(facts.subject, params)
    if facts.planned_days < legal:
        return block(
            zh=f"公示天数不足{legal}天,请延长。",
            en=f"A publicity stands at least {legal} days; plan more.",
            measured=f"{facts.planned_days}天",
            required=f"{legal}天",
        )
    return passed(measured=f"{facts.planned_days}天", required=f"{legal}天")


@rule("P-51", Kind.GUARD)
def has_stood_its_days(facts: ClosingFacts, params: DaysParams) -> Judgement:
    """A publicity has stood its days, by the calendar and since it was recorded, and nobody objects any more."""
    if facts.kind is not NoticeKind.PUBLICITY:
        return not_applicable()
    needed = max(facts.planned_days, _legal_days(facts.subject, params))
    if facts.stood_days is None:
        return _nothing_posted(facts.level, needed)
    stood = facts.stood_days if facts.recorded_days is None else min(facts.stood_days, facts.recorded_days)
    if stood < needed:
        return block(
            zh=f"公示未满{needed}天(自张贴次日起算,补录的自录入次日起算),请期满后办理。",
            en=f"The publicity has not stood {needed} days, counted from the day after it was posted and recorded.",
            measured=f"{stood}天",
            required=f"{needed}天",
        )
    if facts.open_objections:
        return _open_objections(facts.open_objections)
    return passed(measured=f"{stood}天", required=f"{needed}天")


@rule("P-23", Kind.GUARD)
def village_does_not_object(facts: ClosingFacts, _: NoParams) -> Judgement:
    """A project goes up to the township once nobody in the village objects."""
    if facts.subject is not NoticeSubject.PROJECT or facts.level is not RegionLevel.VILLAGE:
        return not_applicable()
    if facts.open_objections:
        return _open_objections(facts.open_objections)
    return passed(measured="0条未答复异议")


@rule("P-06", Kind.GUARD)
def was_published_at_every_level(facts: ClosingFacts, params: SchemeParams) -> Judgement:
    """Three publicities and one announcement come before the library."""
    if not facts.enters_library:
        return not_applicable()
    missing = [
        *(f"{level.label}级公示" for level in params.publicities if level not in facts.publicised),
        *(f"{level.label}级公告" for level in params.announcements if level not in facts.announced),
    ]
    required = f"{len(params.publicities)}次公示、{len(params.announcements)}次公告"
    if missing:
        return block(
            zh=f"入库前须完成三公示一公告,尚缺{'、'.join(missing)},请先发布(noticePost)。",
            en=f"{len(missing)} of the notices that come before the library are missing; post them first (noticePost).",
            measured=f"缺{'、'.join(missing)}",
            required=required,
        )
    return passed(measured=required, required=required)


@rule("P-07", Kind.GUARD)
def was_published_as_required(facts: ClosingFacts, _: NoParams) -> Judgement:
    """A project that was not publicised as required does not enter the library."""
    if not facts.enters_library:
        return not_applicable()
    if facts.cut_short:
        levels = "、".join(level.label for level in RegionLevel if level in facts.cut_short)
        return block(
            zh=f"{levels}级公示未按公示天数公示,不得入库,请重新公示。",
            en="A publicity of the project was closed before its days were over; it has to be posted again.",
            measured=f"{len(facts.cut_short)}次公示未满天数",
            required="0次",
        )
    return passed(measured="0次公示未满天数", required="0次")


def _nothing_posted(level: RegionLevel, needed: int) -> Judgement:
    return block(
        zh=f"尚未张贴{level.label}级公示,请先发布(noticePost)。",
        en=f"No publicity stands at level {level}; post it first (noticePost).",
        measured="0天",
        required=f"{needed}天",
    )


def _open_objections(count: int) -> Judgement:
    return block(
        zh="公示有异议尚未答复,请先答复(objectionAnswer)。",
        en="Objections are still open; answer them first (objectionAnswer).",
        measured=f"{count}条未答复异议",
        required="0条",
    )


POSTING_RULES = (names_the_ten_items, reaches_the_village, is_to_stand_its_days)
CLOSING_RULES = (
    has_stood_its_days,
    village_does_not_object,
    was_published_at_every_level,
    was_published_as_required,
)
