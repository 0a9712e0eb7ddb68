"""From a prompt, English or Korean, to the words the network knows. MODEL.md states the rules for other languages of code."""

import re

START = "<start>"
STOP_WORDS = frozenset("a an the of with and wearing wears in at by to its his her is has having some very picture image "
                       "drawing style please draw make me art face's".split())

# Words people write, and the word (or words) of the vocabulary that mean it.
ALIASES = {
    "kitty": "cat", "kitten": "cat", "feline": "cat", "puppy": "dog", "doggy": "dog", "hound": "dog", "bunny": "rabbit",
    "hare": "rabbit", "bunnies": "rabbit", "teddy": "bear", "monkey": "ape", "gorilla": "ape", "chimp": "ape",
    "piglet": "pig", "hog": "pig", "foxes": "fox", "froggy": "frog", "toad": "frog", "duckling": "chick",
    "undead": "zombie", "extraterrestrial": "alien", "ufo": "flying saucer", "android": "robot", "bot": "robot",
    "cyborg": "robot", "demon": "devil", "satan": "devil", "bones": "skeleton", "blob": "slime", "jelly": "slime",
    "phantom": "ghost", "spirit": "ghost", "crimson": "red", "scarlet": "red", "cyan": "teal", "turquoise": "teal",
    "aqua": "teal", "violet": "purple", "magenta": "pink", "lavender": "purple", "indigo": "navy", "azure": "sky",
    "grey": "gray", "silver": "gray", "golden": "gold", "tan": "beige", "cream": "beige", "ivory": "beige",
    "emerald": "green", "olive": "green", "amber": "orange", "blonde": "yellow", "blond": "yellow", "ginger": "orange",
    "brunette": "brown", "backdrop": "background", "bg": "background", "wallpaper": "background", "shades": "sunglasses",
    "spectacles": "glasses", "eyeglasses": "glasses", "eyepatch": "eye patch", "goggles": "visor", "tophat": "top hat",
    "witch": "wizard", "mage": "wizard", "magician": "wizard", "christmas": "santa", "xmas": "santa", "birthday": "party",
    "cook": "chef", "headset": "headphones", "headphone": "headphones", "earphones": "headphones", "tiara": "crown",
    "king": "crown", "queen": "crown", "angel": "halo", "horned": "horns", "ribbon": "bow", "pirate": "pirate",
    "cowboy": "cowboy", "baseball": "cap", "smile": "happy", "smiling": "happy", "joyful": "happy", "cheerful": "happy",
    "grinning": "happy", "unhappy": "sad", "crying": "sad", "frowning": "sad", "gloomy": "sad", "lady": "woman",
    "girl": "woman", "female": "woman", "guy": "man", "boy": "man", "male": "man", "human": "person",
    "character": "person", "people": "person", "portrait": "avatar", "profile": "avatar", "pfp": "avatar",
    "hairstyle": "hair", "haired": "hair", "bearded": "beard", "moustache": "beard", "mustache": "beard",
    "tee": "shirt", "tshirt": "shirt", "sweater": "shirt", "hoodie": "shirt", "jacket": "shirt", "clothes": "shirt",
    "clothing": "shirt", "dress": "shirt", "earring": "earrings", "starry": "night", "evening": "sunset",
    "dusk": "sunset", "dawn": "sunset", "cosmos": "space", "universe": "space", "galaxy": "space", "stars": "night",
    "ocean": "sea", "beach": "sea", "water": "sea", "meadow": "grass", "garden": "grass", "lawn": "grass",
    "field": "grass", "sand": "desert", "winter": "snow", "snowy": "snow", "woods": "forest", "trees": "forest",
    "town": "city", "skyline": "city", "buildings": "city", "flames": "fire", "burning": "fire", "lava": "fire",
    "clouds": "sky", "cloudy": "sky", "striped": "stripes", "dotted": "dots", "polka": "dots", "checkered": "checker",
    "sunburst": "rays", "car": "car", "automobile": "car", "hamburger": "burger", "plane": "airplane",
    "present": "gift", "spaceship": "rocket", "dinosaur": "dinosaur", "t-rex": "dinosaur", "pixelated": "pixel",
    "8bit": "pixel", "8-bit": "pixel", "cute": "", "beautiful": "", "cool": "", "nice": "", "little": "", "small": "",
    "laser": "laser", "lasers": "laser", "3d": "3d", "vr": "vr", "gum": "bubble gum", "bubblegum": "bubble gum",
    "cartoon": "sticker", "bald": "bald", "hairless": "bald", "fair": "light", "pale": "light", "dark": "dark",
}

# Korean stems and the words they mean. Longest match first; what follows a stem is dropped when it is a particle.
KOREAN = {
    "고양이": "cat", "냥이": "cat", "야옹이": "cat", "강아지": "dog", "개": "dog", "멍멍이": "dog", "곰": "bear",
    "북극곰": "white bear", "토끼": "rabbit", "판다": "panda", "팬더": "panda", "개구리": "frog", "여우": "fox",
    "돼지": "pig", "부엉이": "owl", "올빼미": "owl", "사자": "lion", "펭귄": "penguin", "병아리": "chick",
    "원숭이": "ape", "고릴라": "ape", "침팬지": "ape", "호랑이": "tiger", "늑대": "wolf", "코끼리": "elephant",
    "기린": "giraffe", "말": "horse", "소": "cow", "젖소": "cow", "양": "sheep", "염소": "goat", "닭": "chicken",
    "수탉": "rooster", "오리": "duck", "새": "bird", "독수리": "eagle", "앵무새": "parrot", "거북이": "turtle", "거북": "turtle",
    "뱀": "snake", "악어": "crocodile", "도마뱀": "lizard", "용": "dragon", "드래곤": "dragon", "공룡": "dinosaur",
    "유니콘": "unicorn", "물고기": "fish", "상어": "shark", "고래": "whale", "돌고래": "dolphin", "문어": "octopus",
    "오징어": "squid", "게": "crab", "새우": "shrimp", "나비": "butterfly", "벌": "bee", "꿀벌": "bee", "무당벌레": "ladybug",
    "거미": "spider", "달팽이": "snail", "개미": "ant", "쥐": "mouse", "생쥐": "mouse", "햄스터": "hamster", "다람쥐": "squirrel",
    "코알라": "koala", "너구리": "raccoon", "사슴": "deer", "얼룩말": "zebra", "캥거루": "kangaroo",
    "좀비": "zombie", "외계인": "alien", "로봇": "robot", "해골": "skeleton", "스켈레톤": "skeleton", "악마": "devil",
    "유령": "ghost", "귀신": "ghost", "슬라임": "slime", "뱀파이어": "vampire", "마녀": "wizard hat", "괴물": "monster",
    "사람": "person", "인간": "person", "남자": "man", "여자": "woman", "소년": "man", "소녀": "woman", "아저씨": "man",
    "아바타": "avatar", "초상화": "avatar", "캐릭터": "person", "우주인": "astronaut", "우주비행사": "astronaut",
    "빨간": "red", "빨강": "red", "빨간색": "red", "붉은": "red", "주황": "orange", "주황색": "orange", "노란": "yellow",
    "노랑": "yellow", "노란색": "yellow", "노랑색": "yellow", "초록": "green", "초록색": "green", "녹색": "green",
    "연두": "lime", "연두색": "lime", "민트": "mint", "민트색": "mint", "청록": "teal", "청록색": "teal", "파란": "blue",
    "파랑": "blue", "파란색": "blue", "푸른": "blue", "하늘색": "sky", "남색": "navy", "보라": "purple", "보라색": "purple",
    "자주색": "purple", "분홍": "pink", "분홍색": "pink", "핑크": "pink", "핑크색": "pink", "갈색": "brown", "베이지": "beige",
    "베이지색": "beige", "살구색": "beige", "검은": "black", "검정": "black", "검은색": "black", "검정색": "black", "까만": "black",
    "흰": "white", "하얀": "white", "흰색": "white", "하얀색": "white", "하양": "white", "회색": "gray", "은색": "gray",
    "금색": "gold", "황금": "gold", "황금색": "gold", "금발": "yellow hair", "배경": "background", "바탕": "background",
    "그라데이션": "gradient background", "그라디언트": "gradient background", "줄무늬": "stripes", "물방울무늬": "dots",
    "점무늬": "dots", "체크무늬": "checker", "체크": "checker", "왕관": "crown", "모자": "hat", "중절모": "top hat",
    "실크햇": "top hat", "파티모자": "party hat", "고깔모자": "party hat", "마법사": "wizard", "마법사모자": "wizard hat",
    "카우보이": "cowboy", "카우보이모자": "cowboy hat", "해적": "pirate", "해적모자": "pirate hat", "산타": "santa hat",
    "산타모자": "santa hat", "요리사": "chef hat", "셰프": "chef hat", "요리사모자": "chef hat", "학사모": "graduation cap",
    "후광": "halo", "천사": "halo", "뿔": "horns", "고양이귀": "cat ears", "토끼귀": "bunny ears", "헤드폰": "headphones",
    "헤드셋": "headphones", "꽃": "flower", "리본": "bow", "바이킹": "viking helmet", "투구": "helmet", "헬멧": "helmet",
    "두건": "bandana", "반다나": "bandana", "비니": "beanie", "털모자": "beanie", "야구모자": "cap", "캡": "cap",
    "버섯": "mushroom", "버섯모자": "mushroom hat", "나뭇잎": "leaf", "프로펠러": "propeller hat", "안경": "glasses",
    "선글라스": "sunglasses", "썬글라스": "sunglasses", "하트안경": "heart glasses", "안대": "eye patch", "레이저": "laser eyes",
    "레이저눈": "laser eyes", "바이저": "visor", "가면": "ninja mask", "마스크": "ninja mask", "닌자": "ninja mask",
    "풍선껌": "bubble gum", "귀걸이": "earrings", "귀고리": "earrings", "수염": "beard", "턱수염": "beard",
    "콧수염": "beard", "머리": "hair", "머리카락": "hair", "긴머리": "long hair", "짧은머리": "short hair", "긴": "long",
    "짧은": "short", "곱슬": "curly", "곱슬머리": "curly hair", "대머리": "bald", "셔츠": "shirt", "티셔츠": "shirt",
    "옷": "shirt", "피부": "skin", "밝은": "light", "어두운": "dark", "웃는": "happy", "행복한": "happy", "기쁜": "happy",
    "슬픈": "sad", "우는": "sad", "화난": "angry", "졸린": "sleepy", "밤": "night", "밤하늘": "night sky", "별밤": "night sky",
    "우주": "space", "은하수": "space", "하늘": "sky", "구름": "cloud", "노을": "sunset", "석양": "sunset", "풀밭": "grass",
    "잔디": "grass", "들판": "grass", "초원": "grass", "정원": "grass", "바다": "sea", "바닷속": "underwater", "물속": "underwater",
    "사막": "desert", "눈": "snow", "겨울": "snow", "숲": "forest", "도시": "city", "무지개": "rainbow", "불": "fire", "불꽃": "fire",
    "해": "sun", "태양": "sun", "달": "moon", "별": "star", "하트": "heart", "심장": "heart", "사과": "apple", "바나나": "banana",
    "딸기": "strawberry", "포도": "grapes", "수박": "watermelon", "오렌지": "orange", "귤": "orange fruit", "레몬": "lemon",
    "복숭아": "peach", "체리": "cherry", "파인애플": "pineapple", "배": "pear", "토마토": "tomato", "당근": "carrot",
    "옥수수": "corn", "고추": "pepper", "피자": "pizza", "햄버거": "burger", "버거": "burger", "핫도그": "hot dog", "도넛": "doughnut",
    "쿠키": "cookie", "케이크": "cake", "컵케이크": "cupcake", "아이스크림": "ice cream", "사탕": "candy", "막대사탕": "lollipop",
    "초콜릿": "chocolate", "빵": "bread", "치즈": "cheese", "달걀": "egg", "계란": "egg", "초밥": "sushi", "주먹밥": "rice ball",
    "라면": "noodle bowl", "커피": "coffee", "차": "tea", "맥주": "beer", "우유": "milk", "나무": "tree", "야자수": "palm tree",
    "선인장": "cactus", "장미": "rose", "튤립": "tulip", "해바라기": "sunflower", "벚꽃": "cherry blossom", "네잎클로버": "four leaf clover",
    "자동차": "car", "택시": "taxi", "버스": "bus", "기차": "train", "자전거": "bicycle", "오토바이": "motorcycle", "비행기": "airplane",
    "헬리콥터": "helicopter", "로켓": "rocket", "우주선": "rocket", "비행접시": "flying saucer", "돛단배": "sailboat", "트럭": "truck",
    "트랙터": "tractor", "소방차": "fire truck", "집": "house", "성": "castle", "텐트": "tent", "산": "mountain", "화산": "volcano",
    "섬": "island", "행성": "planet", "지구": "earth", "번개": "lightning", "우산": "umbrella", "눈사람": "snowman", "눈송이": "snowflake",
    "검": "sword", "칼": "sword", "방패": "shield", "활": "bow arrow", "도끼": "axe", "망치": "hammer", "지팡이": "magic wand",
    "물약": "potion", "보석": "gem", "다이아몬드": "gem", "동전": "coin", "돈": "money", "열쇠": "key", "자물쇠": "lock", "종": "bell",
    "책": "book", "연필": "pencil", "카메라": "camera", "컴퓨터": "computer", "노트북": "laptop", "텔레비전": "television",
    "전화기": "phone", "게임기": "video game", "주사위": "dice", "폭탄": "bomb", "선물": "gift", "풍선": "balloon", "트로피": "trophy",
    "축구공": "soccer ball", "농구공": "basketball", "야구공": "baseball ball", "기타": "guitar", "드럼": "drum", "피아노": "piano",
    "바이올린": "violin", "음표": "musical note", "시계": "clock", "전구": "light bulb", "촛불": "candle", "반지": "ring",
    "신발": "shoe", "양말": "sock", "가방": "bag", "배낭": "backpack", "의자": "chair", "침대": "bed", "문": "door", "호박": "pumpkin",
    "크리스마스트리": "christmas tree", "곰인형": "teddy bear", "똥": "poop", "픽셀": "pixel", "플랫": "flat", "만화": "sticker", "스티커": "sticker",
    "이모지": "emoji", "외곽선": "outline", "얼굴": "face", "공주": "princess", "왕자": "prince", "인어": "mermaid", "요정": "fairy",
    "슈퍼히어로": "superhero", "영웅": "superhero", "탐정": "detective",
}
PARTICLES = ("이랑", "에서", "으로", "처럼", "같은", "입은", "있는", "위의", "위에", "속의", "속에", "안의", "안에", "에게", "까지",
             "쓰고", "쓴", "낀", "끼고", "달린", "달고", "하고", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "랑", "로", "도",
             "인", "한", "색")

_PIECES = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*|[\uac00-\ud7a3]+")


class Lexicon:
    """The vocabulary: `tokens` (index = id; 0 is the start mark), and the tables that lead other words to it."""

    def __init__(self, tokens, aliases, korean):
        self.tokens = list(tokens)
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self.aliases = aliases
        self.korean = korean
        self.longest = max(map(len, korean), default=0)

    def english(self, word):
        """The words known for one English word; none when it is not known."""
        for form in (word, *self._singular(word)):
            if form in self.ids:
                return [form]
            if form in self.aliases:
                return self.aliases[form].split()
        if "-" in word:
            return [known for part in word.split("-") if part not in STOP_WORDS for known in self.english(part)]
        return []

    @staticmethod
    def _singular(word):
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("s"):
            yield word[:-1]

    def hangul(self, run):
        """Longest stems first from the left; a stem of one syllable counts only as a whole word, particles aside."""
        found, at = [], 0
        while at < len(run):
            for length in range(min(self.longest, len(run) - at), 0, -1):
                stem, rest = run[at:at + length], run[at + length:]
                if stem not in self.korean:
                    continue
                if length == 1 and (at > 0 or not (rest == "" or rest in PARTICLES)):
                    continue
                found += self.korean[stem].split()
                at += length
                break
            else:
                at += 1
        return found

    def words(self, prompt):
        result = []
        for piece in _PIECES.findall(prompt.lower()):
            if piece[0] >= "\uac00":
                result += self.hangul(piece)
            elif piece not in STOP_WORDS:
                result += self.english(piece)
        return [word for word in result if word in self.ids]

    def encode(self, prompt, limit=24):
        """The ids, the start mark first, at most `limit`."""
        return [0] + [self.ids[word] for word in self.words(prompt)][:limit - 1]

    def unknown(self, prompt):
        """The English words and Korean runs of the prompt that lead nowhere, to tell the creator."""
        lost = []
        for piece in _PIECES.findall(prompt.lower()):
            known = self.hangul(piece) if piece[0] >= "\uac00" else piece in STOP_WORDS or self.english(piece)
            if not known and piece not in self.aliases and piece not in PARTICLES:
                lost.append(piece)
        return lost
