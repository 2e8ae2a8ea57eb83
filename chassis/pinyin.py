"""Sort keys of Chinese names."""

from pypinyin import lazy_pinyin


def sort_key(name: str) -> str:
    """The name's syllables without tones, `lun tai xian`: a space sorts before any letter, so syllable by syllable."""
    return " ".join(lazy_pinyin(name)).lower()
