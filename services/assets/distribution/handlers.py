"""What the publicity that projects keeps brings about here."""

from sqlmodel import col

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.notice_terms import NoticeSubject
from published.notices import NoticeClosedV1, NoticePostedV1
from services.assets.distribution.commands import take_notice
from services.assets.distribution.models import Distribution
from services.assets.replicas import Notice


@consumes(NoticePostedV1, NoticeClosedV1)
def keep_distribution_notice(uow: UnitOfWork, event: Envelope, data: NoticePostedV1 | NoticeClosedV1) -> None:
    """Keep the notice of a distribution, and move that on; old news and notices of other things change nothing."""
    notice = data.notice
    if notice.subject_kind is not NoticeSubject.DISTRIBUTION:
        return
    columns = {"region_path": notice.region_path, "subject_id": notice.subject_id}
    if uow.keep(Notice, event.aggregateversion, id=notice.id, **columns):
        for distribution in uow.lock(Distribution, col(Distribution.id) == notice.subject_id):
            take_notice(uow, distribution, notice)
