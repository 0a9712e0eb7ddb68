"""Paints a training picture and writes the caption that is true of it, over and over, from the sprites."""

import json
import zlib

import numpy as np

from . import colours, icons, parts, scenes

SIZE = 32
# Kinds of pictures and how often they come; "favoured" is how often a thing is one of icons.FAVOURITES.
MIXES = {
    "usual": {"avatar": 0.19, "being": 0.25, "dressed": 0.10, "thing": 0.40, "tail": 0.01, "pair": 0.02, "scene": 0.03,
              "favoured": 0.6},
    # For a second schedule: people and beings are learned long before things are.
    "things": {"avatar": 0.08, "being": 0.12, "dressed": 0.06, "thing": 0.70, "tail": 0.01, "pair": 0.01, "scene": 0.02,
               "favoured": 0.85},
}
SKINS = {"light": ("ffdbac", "f5cfa0", "f3d2b3"), "tan": ("e0b687", "cb9e6e"), "brown": ("b68655", "a26d3d"),
         "dark": ("8d5524", "6f4020")}
SKIN_WORDS = {"light": "light skin", "tan": "beige skin", "brown": "brown skin", "dark": "dark skin"}
HAIR_COLOURS = ("black", "brown", "yellow", "orange", "red", "gray", "white", "blue", "pink", "green", "purple", "teal")
HAIR = {"short": ("short24", "short22", "short17", "short16", "short15", "short14", "short10", "short09", "short08", "short06",
                  "short04", "short03", "short02", "short01", "short20"),
        "long": ("long21", "long20", "long17", "long13", "long12", "long09", "long08", "long07", "long04", "long03", "long02",
                 "long01", "long11", "long16"),
        "curly": ("short13", "short11", "long15"), "braid": ("long19", "long18", "long06"), "bun": ("long05", "long14")}
OWN_HAIR = {
    "mohawk": "................\n.......##.......\n......####......\n......####......\n......####......\n.......##.......",
    "afro": "....########....\n..############..\n.##############.\n.##############.\n.####......####.\n.###........###.\n"
            ".##..........##.\n.##..........##.",
}
PART_HATS = {"variant06": "fedora", "variant04": "beanie", "variant03": "beanie", "variant08": "beanie", "variant05": "beanie"}
HEAD_ROW = 4  # on a canvas of 20 rows the avatar's row 0 lies here, so that hats have room
OUTLINE = 0.86


class Painter:
    """Draws samples from `sprites.npz`. Not for several threads; every worker has its own with its own seed."""

    def __init__(self, path, mix="usual"):
        with np.load(path) as data:
            self.parts = {name[5:]: data[name].astype(np.float64) for name in data.files if name.startswith("part/")}
            self.icons = {int(name[6:]): data[name] for name in data.files if name.startswith("icons/")}
            self.entries = json.loads(data["entries"].tobytes().decode())
        self.curated = [i for i, e in enumerate(self.entries) if e["curated"]]
        self.tail = [i for i, e in enumerate(self.entries) if not e["curated"]]
        self.faces = [i for i, e in enumerate(self.entries) if e["face"]]
        captions = {}
        for index in self.curated:
            captions.setdefault(self.entries[index]["caption"], []).append(index)
        self.by_caption = list(captions.values())
        self.favourites = [group for caption, group in captions.items() if caption in icons.FAVOURITES]
        mix = dict(MIXES[mix])
        self.favoured = mix.pop("favoured")
        if not self.tail:
            mix.pop("tail", None)
        self.kinds = list(mix)
        self.shares = np.array(list(mix.values())) / sum(mix.values())

    # -- the avatar grid ------------------------------------------------------------------------------------------

    def _blend(self, canvas, name, tint):
        """One tinted part: 16 rows over the canvas, from HEAD_ROW on."""
        layer = self.parts[name]
        alpha = layer[..., 4:] / 255
        colour = layer[..., :3] + layer[..., 3:4] / 255 * np.asarray(tint, np.float64)
        region = canvas[HEAD_ROW:HEAD_ROW + 16]
        region[..., :3] = colour + region[..., :3] * (1 - alpha)
        region[..., 3:] = np.maximum(region[..., 3:], (alpha > 0.5) * 255)

    @staticmethod
    def _drawing(rows, tint):
        """RGBA of a letter drawing."""
        shades = {"#": tint, "+": colours.shade(tint, 0.1), "-": colours.shade(tint, -0.13)}
        out = np.zeros((len(rows), 16, 4), np.uint8)
        for y, row in enumerate(rows):
            for x, letter in enumerate(row):
                if letter != ".":
                    out[y, x, :3] = shades[letter] if letter in shades else colours.from_hex(parts.FIXED[letter])
                    out[y, x, 3] = 255
        return out

    @staticmethod
    def _paste(canvas, drawing, top, left=0):
        height, width = drawing.shape[:2]
        first = max(0, -top)
        last = min(height, canvas.shape[0] - top)
        if last <= first:
            return
        start, end = max(0, -left), min(width, canvas.shape[1] - left)
        region = canvas[top + first:top + last, left + start:left + end]
        piece = drawing[first:last, start:end]
        solid = piece[..., 3] > 0
        region[..., :3][solid] = piece[..., :3][solid]
        if region.shape[-1] == 4:
            region[..., 3][solid] = 255

    def _worn(self, rng, table):
        """One thing to wear: its drawing, its caption, its lowest row."""
        name = str(rng.choice(list(table)))
        words, lowest, tints, text = table[name]
        rows = parts.rows_of(text)
        tinted = any(letter in "#+-" for row in rows for letter in row)
        tint = str(rng.choice(tints)) if rng.random() < 0.6 else str(rng.choice(colours.NAMES))
        drawing = self._drawing(rows, colours.sample(tint, rng))
        caption = f"{tint} {words}" if tinted and rng.random() < 0.75 else words
        return drawing, caption, lowest, name

    def _wear(self, canvas, rng, table):
        drawing, caption, lowest, name = self._worn(rng, table)
        self._paste(canvas, drawing, HEAD_ROW + lowest + 1 - len(drawing))
        return caption, name

    @staticmethod
    def _crop(canvas):
        top = int(np.flatnonzero(canvas[..., 3].any(1))[0])
        top = min(HEAD_ROW, top)
        return canvas[top:top + 16].round().astype(np.uint8)

    def _clothes(self, canvas, rng, phrases, mention):
        colour = str(rng.choice(colours.NAMES))
        number = int(rng.choice([23, 17, 16, 14, 13, 12, 11, 8, 6, 5, 4, 3, 2, 1]))
        self._blend(canvas, f"clothing/variant{number:02d}", colours.sample(colour, rng))
        if rng.random() < mention:
            pattern = {13: "stripes ", 6: "checker "}.get(number, "")
            phrases.append(f"{colour} {pattern}shirt")

    def _extras(self, canvas, rng, phrases, hat, eyes, face):
        """Headwear, eyewear and the rest, each with its chance; what is drawn is nearly always said."""
        worn = set()
        if rng.random() < face:
            caption, _ = self._wear(canvas, rng, parts.FACEWEAR)
            phrases.append(caption)
        if rng.random() < eyes:
            if rng.random() < 0.55:
                dark = rng.random() < 0.6
                colour = str(rng.choice(["black", "black", "black", "red", "blue", "pink", "green", "purple", "white", "gold"]))
                variant = f"glasses/{'dark' if dark else 'light'}0{rng.choice([7, 6, 5, 5, 2, 1])}"
                self._blend(canvas, variant, colours.sample(colour, rng))
                named = f"{colour} " if colour != "black" or rng.random() < 0.3 else ""
                phrases.append(named + ("sunglasses" if dark else "glasses"))
            else:
                caption, _ = self._wear(canvas, rng, parts.EYEWEAR)
                phrases.append(caption)
        if rng.random() < hat:
            caption, name = self._wear(canvas, rng, parts.HEADWEAR)
            phrases.append(caption)
            worn.add(name)
        return worn

    def _avatar(self, rng):
        canvas = np.zeros((20, 16, 4))
        tone = str(rng.choice(list(SKINS)))
        phrases = []
        skin = colours.from_hex(str(rng.choice(SKINS[tone])))
        self._blend(canvas, "head/head", skin)
        self._clothes(canvas, rng, phrases, 0.55)
        self._blend(canvas, f"eyes/variant{rng.choice([12, 11, 10, 9, 8, 7, 6, 5, 4, 2, 1]):02d}",
                    colours.from_hex(str(rng.choice(["5b7c8b", "4a3220", "2f6f4a", "35507a"]))))
        mouth = str(rng.choice(["happy", "happy", "sad"]))
        number = rng.choice([12, 9, 8, 7, 6, 10]) if mouth == "happy" else rng.choice([10, 9, 8, 3, 2, 1])
        wearing_hat = rng.random() < 0.42
        style = str(rng.choice(["short", "short", "long", "long", "curly", "braid", "bun", "mohawk", "afro", "bald"]))
        shade = str(rng.choice(HAIR_COLOURS))
        hair = colours.sample(shade, rng)
        beard = rng.random() < (0.3 if style in ("short", "bald", "mohawk", "afro") else 0.0)
        if beard:
            self._blend(canvas, f"beard/variant{rng.choice([8, 7, 6, 5, 1]):02d}", hair)
            self._blend(canvas, f"beard/variant{rng.choice([8, 6, 5]):02d}", hair)
            phrases.append("beard")
        self._blend(canvas, f"mouth/{mouth}{number:02d}", colours.from_hex(str(rng.choice(["c98276", "d0454f", "a83a3a"]))))
        if style in HAIR:
            self._blend(canvas, f"hair/{rng.choice(HAIR[style])}", hair)
        elif style in OWN_HAIR:
            self._paste(canvas, self._drawing(OWN_HAIR[style].split("\n"), hair), HEAD_ROW)
        if style == "bald":
            phrases += ["bald"] if rng.random() < 0.8 and not wearing_hat else []
        elif rng.random() < 0.8:
            phrases.append(f"{shade} {style} hair" if rng.random() < 0.75 else f"{shade} hair")
        if rng.random() < 0.14:
            self._blend(canvas, f"accessories/variant{rng.integers(1, 5):02d}", colours.sample("gold", rng))
            phrases.append("earrings")
        if wearing_hat and rng.random() < 0.25:
            variant = str(rng.choice(list(PART_HATS)))
            colour = str(rng.choice(colours.NAMES))
            self._blend(canvas, f"hat/{variant}", colours.sample(colour, rng))
            phrases.append(f"{colour} {PART_HATS[variant]}" if rng.random() < 0.8 else PART_HATS[variant])
            wearing_hat = False
        self._extras(canvas, rng, phrases, float(wearing_hat), 0.3, 0.05)
        if rng.random() < 0.4:
            phrases.append(mouth)
        if rng.random() < 0.3:
            phrases.append(SKIN_WORDS[tone])
        nouns = ["person", "avatar"]
        nouns += ["woman", "woman"] if style in ("long", "braid", "bun") and not beard else ["man", "man"]
        return self._crop(canvas), str(rng.choice(nouns)), phrases

    def _head(self, canvas, being, skin):
        """Head and ears; the face comes after the clothes."""
        self._blend(canvas, "head/head", skin)
        if parts.BEINGS[being][2]:
            rows = parts.rows_of(parts.BEINGS[being][2])
            self._paste(canvas, self._drawing(rows, skin), HEAD_ROW + 2 - len(rows) + (len(rows) > 2))

    def _face(self, canvas, being, skin):
        self._paste(canvas, self._drawing(parts.rows_of(parts.BEINGS[being][3]), skin), HEAD_ROW + 2)

    def dress(self, rng, being, tint, hat):
        """A being of a given colour with given headwear ("" for none), nothing else; for the evaluation."""
        canvas = np.zeros((20, 16, 4))
        skin = colours.sample(tint, rng)
        self._head(canvas, being, skin)
        if rng.random() < 0.7:
            self._clothes(canvas, rng, [], 0)
        self._face(canvas, being, skin)
        if hat:
            self._wear(canvas, rng, {hat: parts.HEADWEAR[hat]})
        return self._crop(canvas)

    def _being(self, rng):
        """A head that is not human, of any colour, with things to wear."""
        while True:
            name = str(rng.choice(list(parts.BEINGS)))
            words, tints, _, _, has_hair = parts.BEINGS[name]
            usual = rng.random() < 0.5
            tint = str(rng.choice(tints)) if usual else str(rng.choice(colours.NAMES))
            canvas = np.zeros((20, 16, 4))
            skin = colours.sample(tint, rng)
            phrases = []
            self._head(canvas, name, skin)
            if rng.random() < 0.7:
                self._clothes(canvas, rng, phrases, 0.85)
            self._face(canvas, name, skin)
            if has_hair and rng.random() < 0.7:
                shade = str(rng.choice(HAIR_COLOURS))
                style = str(rng.choice(["short", "long", "mohawk"]))
                if style in HAIR:
                    self._blend(canvas, f"hair/{rng.choice(HAIR[style])}", colours.sample(shade, rng))
                else:
                    self._paste(canvas, self._drawing(OWN_HAIR[style].split("\n"), colours.sample(shade, rng)), HEAD_ROW)
                phrases.append(f"{shade} {style} hair")
            worn = self._extras(canvas, rng, phrases, 0.5, 0.24, 0.08)
            if not any(is_held_out(name, tint, thing) for thing in worn):
                break
        if not usual or rng.random() < 0.6:
            words = f"{tint} {words}"
        return self._crop(canvas), words, phrases

    # -- icons ----------------------------------------------------------------------------------------------------

    def _icon(self, rng, index, size):
        """The sprite, perhaps in another colour, and its caption."""
        entry = self.entries[index]
        sprite = self.icons[size][index].copy()
        if rng.random() < 0.5:
            sprite = sprite[:, ::-1].copy()
        caption = entry["caption"]
        solid, mask = sprite[..., 3] > 0, sprite[..., 3] == 254
        coloured = any(word in colours.NAMED for word in caption.split())
        share = mask.sum() / max(1, solid.sum())
        if not coloured and share > 0.3 and rng.random() < 0.55:
            tint = str(rng.choice(colours.NAMES))
            sprite[mask, :3] = colours.recolour(sprite[mask][:, :3], colours.sample(tint, rng))
            caption = f"{tint} {caption}"
        elif not coloured and share > 0.45 and rng.random() < 0.3:
            tint = colours.name_of(np.median(sprite[mask][:, :3], axis=0).astype(np.uint8))
            caption = f"{tint} {caption}" if tint else caption
        sprite[..., 3] = np.where(solid, 255, 0)
        return sprite, caption, entry

    def _dressed(self, rng):
        """An icon's face with headwear or glasses."""
        sprite, caption, entry = self._icon(rng, int(rng.choice(self.faces)), 22)
        canvas = np.zeros((SIZE, SIZE, 4), np.uint8)
        top, left = 9, 5
        self._paste(canvas, sprite, top, left)
        solid = sprite[..., 3] > 0
        crown = top + int(np.argmax(solid[:, 9:13].any(1)))
        phrases = []
        if rng.random() < 0.3:
            drawing, words, _, _ = self._worn(rng, parts.EYEWEAR)
            row = top + self._eye_row(sprite) + len(drawing)
            self._paste(canvas, drawing.repeat(2, 0).repeat(2, 1), row - 2 * len(drawing))
            phrases.append(words)
        if not phrases or rng.random() < 0.6:
            drawing, words, lowest, _ = self._worn(rng, parts.HEADWEAR)
            drawing = drawing.repeat(2, 0).repeat(2, 1)
            self._paste(canvas, drawing, crown + 2 * (lowest - 1) - len(drawing))
            phrases.append(words)
        return canvas, caption, phrases, entry

    @staticmethod
    def _eye_row(sprite):
        """Where the eyes of a face are: the mean row of dark pixels that have a mirror image; else the middle."""
        dark = (sprite[..., 3] > 0) & (colours.to_lab(sprite[..., :3])[..., 0] < 0.38)
        pair = dark & dark[:, ::-1]
        pair[:5] = pair[15:] = False
        pair[:, 9:13] = False
        rows = np.nonzero(pair)[0]
        return int(round(rows.mean())) if len(rows) else 11

    def _thing(self, rng, tail):
        if tail:
            index = int(rng.choice(self.tail))
        else:
            groups = self.favourites if rng.random() < self.favoured else self.by_caption
            group = groups[rng.integers(len(groups))]
            index = group[rng.integers(len(group))]
        return self.thing(rng, index)

    def thing(self, rng, index):
        """The icon, perhaps in another colour, in the middle of an empty canvas."""
        size = int(rng.choice([28, 28, 22]))
        sprite, caption, entry = self._icon(rng, index, size)
        canvas = np.zeros((SIZE, SIZE, 4), np.uint8)
        spare = SIZE - size
        self._paste(canvas, sprite, spare // 2 + (spare // 4 if size == 22 else 0), spare // 2)
        return canvas, caption, [], entry

    def _pair(self, rng):
        canvas = np.zeros((SIZE, SIZE, 4), np.uint8)
        captions = []
        for left in (1, 16):
            group = self.by_caption[rng.integers(len(self.by_caption))]
            sprite, caption, entry = self._icon(rng, group[rng.integers(len(group))], 15)
            self._paste(canvas, sprite, 9, left)
            captions.append(caption)
        return canvas, " and ".join(captions), [], entry

    # -- the whole picture ----------------------------------------------------------------------------------------

    @staticmethod
    def outline(picture, solid):
        """A dark line around the shape, outside it."""
        grown = solid.copy()
        grown[1:] |= solid[:-1]
        grown[:-1] |= solid[1:]
        grown[:, 1:] |= solid[:, :-1]
        grown[:, :-1] |= solid[:, 1:]
        picture[grown & ~solid] = colours.from_hex("1a1620")

    def sample(self, rng):
        """A picture (uint8 [32, 32, 3]) and its caption."""
        kind = self.kinds[int(rng.choice(len(self.kinds), p=self.shares))]
        if kind == "scene":
            picture, caption = scenes.draw(rng)
            return picture, caption
        entry = None
        if kind in ("avatar", "being"):
            small, subject, phrases = self._avatar(rng) if kind == "avatar" else self._being(rng)
            layer = small.repeat(2, 0).repeat(2, 1)
        elif kind == "dressed":
            layer, subject, phrases, entry = self._dressed(rng)
        elif kind == "pair":
            layer, subject, phrases, entry = self._pair(rng)
        else:
            layer, subject, phrases, entry = self._thing(rng, kind == "tail")
        background, place = scenes.draw(rng, avoid=next((w for w in subject.split() if w in colours.NAMED), None))
        picture = background.copy()
        solid = layer[..., 3] > 127
        styles = []
        if rng.random() < OUTLINE:
            self.outline(picture, solid)
        else:
            styles.append("flat")
        picture[solid] = layer[..., :3][solid]
        if entry is not None and kind in ("thing", "tail") and rng.random() < 0.2:
            styles.append({"flat": "sticker", "emoji": "emoji"}[entry["style"]])
        if kind in ("avatar", "being") and rng.random() < 0.15:
            styles.append("pixel avatar" if rng.random() < 0.5 else "avatar")
        return picture, caption_of(rng, subject, phrases, place, styles)


def is_held_out(being, colour, headwear):
    """One combination in 17 is never trained on; the evaluation asks for exactly these."""
    return zlib.crc32(f"{being}|{colour}|{headwear}".encode()) % 17 == 0


def caption_of(rng, subject, phrases, place, styles):
    """The phrases in an order that people might use, some left out."""
    kept = [phrase for phrase in phrases if rng.random() < 0.93]
    rng.shuffle(kept)
    groups = [" and ".join([subject] + [f"with {phrase}" for phrase in kept])]
    if kept and rng.random() < 0.3:
        groups = [" ".join(kept + [subject])]
    if rng.random() < 0.85:
        groups.insert(len(groups) if rng.random() < 0.7 else 0, place)
    groups += styles if rng.random() < 0.7 else []
    return ", ".join(groups)
