class InvalidValueError(ValueError):
    """A value that cannot be accepted, said in Chinese and in English.

    `zh` and `en` name what is wrong and what to do; services put them into `message` and `messageEn`.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh = zh
        self.en = en
