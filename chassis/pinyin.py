"""Sort keys of Chinese names."""

from pypinyin import Style, lazy_pinyin


def sort_key(name: str) -> str:
    """Pinyin with tone numbers, syllables parted by spaces (示范村 sorts as `shi4 fan4 cun1`); all else as it is."""
    return " ".join(lazy_pinyin(name, style=Style.TONE3)).lower()
