"""Reports as the public gives them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chassis.inputs import CommandInput

Token = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Contact = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class AssetReportSubmitInput(CommandInput):
    """A report by anyone [扫码反映]."""

    card_token: Token = Field(description="Token in the QR code [二维码标识].")
    text: Text = Field(description="Text [内容].")
    contact: Contact | None = Field(default=None, description="How to reach you; kept secret [联系方式].")
