"""Sort keys of Chinese names."""


def sort_key(name: str) -> str:
    """The name's syllables without tones, `lun tai xian`: a space sorts before any letter, so syllable by syllable."""
    from pypinyin import lazy_pinyin  # its dictionaries take 55 MiB, which a process that names nothing can do without

    return " ".join(lazy_pinyin(name)).lower()
