class BackupRefusal(Exception):
    """Why nothing was backed up or restored, in both languages, with what to do next."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(english)
        self.chinese, self.english = chinese, english
