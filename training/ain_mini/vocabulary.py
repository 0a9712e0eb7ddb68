"""Collects the words that captions use: `python -m ain_mini.vocabulary SPRITES.npz OUTPUT.json`."""

import json
import re
import sys

from . import colours, compose, parts, scenes, words

EXTRA = ("background on gradient circle hat pixel avatar emoji sticker flat outline person man woman hair short long curly "
         "braid bun mohawk afro bald beard happy sad skin light dark shirt earrings glasses sunglasses fedora beanie")


def collect(painter):
    """Every word of the vocabulary, the start mark first, then in a fixed order."""
    texts = [" ".join(colours.NAMES), EXTRA]
    for table in (parts.HEADWEAR, parts.EYEWEAR, parts.FACEWEAR, parts.BEINGS):
        texts += [entry[0] for entry in table.values()]
    for table in (scenes.SCENES, scenes.PATTERNS):
        texts += [text for _, captions in table.values() for text in captions]
    texts += [entry["caption"] for entry in painter.entries]
    tokens = []
    for text in texts:
        for word in re.findall(r"[0-9a-z]+", text.lower()):
            if word not in words.STOP_WORDS and word not in tokens:
                tokens.append(word)
    return [words.START] + tokens


def main(sprites, output):
    tokens = collect(compose.Painter(sprites))
    known = set(tokens)
    aliases = {word: text for word, text in words.ALIASES.items()
               if word not in known and all(part in known for part in text.split())}
    korean = {word: text for word, text in words.KOREAN.items() if all(part in known for part in text.split())}
    with open(output, "w", encoding="utf-8") as file:
        json.dump({"tokens": tokens, "aliases": aliases, "korean": korean}, file, ensure_ascii=False, indent=0)
    lost = sorted(set(words.KOREAN) - set(korean)) + sorted(w for w in words.ALIASES if w not in aliases and w not in known)
    print(f"{len(tokens)} words, {len(aliases)} English and {len(korean)} Korean ways to them; lead nowhere: {lost}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
