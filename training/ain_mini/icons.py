"""Which icons are taken, and what they are called. `name=caption`; without a caption the name's own words."""

# Seen often in training. The names are those of the Fluent and Noto sets.
CURATED = """
cat=cat cat-face=cat:face black-cat=cat dog=dog dog-face=dog:face poodle=poodle wolf=wolf:face fox=fox:face
raccoon=raccoon:face lion=lion:face tiger=tiger tiger-face=tiger:face leopard=leopard horse=horse horse-face=horse:face
unicorn=unicorn:face zebra deer moose=moose:face donkey=donkey:face cow=cow cow-face=cow:face ox pig=pig pig-face=pig:face
boar=boar:face ram=sheep ewe=sheep goat camel llama giraffe elephant rhinoceros hippopotamus mouse mouse-face=mouse:face
rat hamster=hamster:face rabbit=rabbit rabbit-face=rabbit:face chipmunk=squirrel beaver hedgehog bat bear=bear:face
polar-bear=white+bear koala=koala:face panda=panda:face sloth otter skunk kangaroo badger turkey chicken=chicken:face
rooster hatching-chick=chick+egg baby-chick=chick:face front-facing-baby-chick=chick bird penguin=penguin dove eagle duck
swan owl flamingo peacock parrot frog=frog:face crocodile turtle lizard snake dragon=dragon dragon-face=dragon:face
sauropod=dinosaur t-rex=dinosaur whale spouting-whale=whale dolphin seal fish tropical-fish=fish blowfish shark octopus
spiral-shell=shell coral jellyfish snail butterfly bug=caterpillar ant honeybee=bee beetle lady-beetle=ladybug cricket
spider scorpion fly goose phoenix-bird=phoenix monkey-face=ape:face monkey=ape gorilla orangutan=ape mammoth bison
bouquet cherry-blossom rose hibiscus sunflower blossom=flower tulip lotus seedling=sprout potted-plant evergreen-tree=tree
deciduous-tree=tree palm-tree cactus sheaf-of-rice=rice+plant four-leaf-clover maple-leaf fallen-leaf=leaf mushroom
grapes melon watermelon tangerine=orange+fruit lemon lime=lime+fruit banana pineapple mango red-apple=apple
green-apple=apple pear peach cherries=cherry strawberry blueberries=blueberry kiwi-fruit=kiwi tomato olive coconut
avocado eggplant potato carrot ear-of-corn=corn hot-pepper=pepper bell-pepper=paprika cucumber leafy-green=lettuce
broccoli garlic onion peanuts=peanut bread croissant baguette-bread=baguette pretzel bagel pancakes=pancake waffle
cheese-wedge=cheese meat-on-bone=meat poultry-leg=chicken+leg bacon hamburger=burger french-fries=fries pizza hot-dog
sandwich taco burrito egg cooking=fried+egg popcorn butter bento-box=bento rice-ball rice-cracker cooked-rice=rice+bowl
curry-rice=curry steaming-bowl=noodle+bowl spaghetti sushi fried-shrimp=shrimp fish-cake-with-swirl=fish+cake dango
dumpling fortune-cookie takeout-box crab lobster shrimp squid oyster soft-ice-cream=ice+cream ice-cream=ice+cream+bowl
doughnut cookie birthday-cake=birthday+cake shortcake=cake cupcake pie chocolate-bar=chocolate candy lollipop custard
honey-pot=honey baby-bottle glass-of-milk=milk hot-beverage=coffee teapot teacup-without-handle=tea sake wine-glass=wine
cocktail-glass=cocktail tropical-drink=tropical+drink beer-mug=beer cup-with-straw=soda bubble-tea beverage-box=juice
ice=ice+cube amphora globe-showing-europe-africa=earth compass snow-capped-mountain=snow+mountain mountain volcano
mount-fuji=mountain camping=tent+camp desert-island=island house house-with-garden=house hut castle japanese-castle=castle
church tent fountain ferris-wheel carousel-horse circus-tent locomotive=train+engine train bus ambulance fire-engine=fire+truck
police-car taxi automobile=car racing-car sport-utility-vehicle=jeep pickup-truck=pickup delivery-truck=truck tractor
motorcycle motor-scooter=scooter bicycle skateboard anchor sailboat canoe speedboat ship airplane small-airplane=airplane
parachute helicopter rocket flying-saucer satellite hourglass-done=hourglass alarm-clock=clock stopwatch crescent-moon=moon
full-moon=full+moon full-moon-face=moon:face new-moon-face=black+moon:face sun sun-with-face=sun:face ringed-planet=planet
star glowing-star=star shooting-star cloud cloud-with-rain=rain+cloud cloud-with-lightning=lightning+cloud
cloud-with-snow=snow+cloud tornado rainbow=rainbow umbrella high-voltage=lightning snowflake snowman snowman-without-snow=snowman
comet fire droplet=water+drop water-wave=wave jack-o-lantern=pumpkin christmas-tree firecracker sparkles balloon
party-popper wrapped-gift=gift ribbon=ribbon+bow trophy sports-medal=medal soccer-ball baseball=baseball+ball softball=softball
basketball volleyball american-football=football tennis=tennis+ball bowling boxing-glove ice-skate skis sled bullseye=target
yo-yo kite crystal-ball magic-wand video-game joystick game-die=dice puzzle-piece teddy-bear=teddy+bear pinata nesting-dolls=doll
chess-pawn=chess+pawn artist-palette=palette yarn glasses=glasses sunglasses=sunglasses necktie=tie t-shirt=shirt jeans
scarf gloves coat socks=sock dress kimono bikini handbag backpack running-shoe=shoe hiking-boot=boot high-heeled-shoe=heel
crown=crown womans-hat=hat top-hat=top+hat graduation-cap=graduation+cap billed-cap=cap military-helmet=helmet ring
gem-stone=gem bell musical-note musical-notes=musical+note studio-microphone=microphone headphone=headphones radio saxophone
accordion guitar musical-keyboard=piano trumpet violin banjo drum mobile-phone=phone telephone battery laptop
desktop-computer=computer keyboard computer-mouse floppy-disk=disk television camera video-camera=camcorder
magnifying-glass-tilted-left=magnifier candle light-bulb flashlight red-paper-lantern=lantern closed-book=book books scroll
newspaper money-bag=money+bag coin credit-card envelope package=box pencil fountain-pen=pen paintbrush crayon pushpin=pin
scissors locked=lock key old-key=key hammer axe pick dagger crossed-swords=sword bow-and-arrow=archery shield
carpentry-saw=saw wrench screwdriver gear magnet ladder alembic=potion test-tube microscope telescope bomb=bomb door bed
couch-and-lamp=sofa chair toilet bathtub soap toothbrush broom basket bucket sponge fire-extinguisher coffin moai
boomerang mirror window drop-of-blood=blood red-heart=heart broken-heart heart-on-fire=heart+fire heart-with-arrow=heart+arrow
sparkling-heart=heart ghost alien=alien:face alien-monster=monster robot=robot:face skull pile-of-poo=poop clown-face=clown:face
goblin ogre angry-face=angry+face angry-face-with-horns=devil+face smiling-face-with-horns=devil+face
grinning-face=happy+face grinning-face-with-big-eyes=happy+face smiling-face-with-sunglasses=sunglasses+face
smiling-face-with-heart-eyes=love+face star-struck=star+face crying-face=crying+face loudly-crying-face=crying+face
sleeping-face=sleepy+face face-with-tears-of-joy=laughing+face winking-face=winking+face thinking-face=thinking+face
nerd-face=glasses+face partying-face=party+face cowboy-hat-face=cowboy+face smiling-face-with-halo=halo+face
face-with-medical-mask=mask+face exploding-head=exploding+face cold-face=cold+face hot-face=hot+face
money-mouth-face=money+face nauseated-face=sick+face zany-face=crazy+face face-with-monocle=monocle+face
face-screaming-in-fear=scared+face frowning-face=sad+face pensive-face=sad+face slightly-smiling-face=happy+face
astronaut=astronaut ninja=ninja superhero=superhero supervillain=villain mage=mage fairy=fairy vampire=vampire zombie=zombie
genie=genie merperson=mermaid elf=elf prince=prince princess=princess santa-claus=santa detective=detective cook=cook
artist farmer scientist firefighter pilot guard=soldier person-with-crown=king troll=troll construction-worker=builder
police-officer=police
"""

# Half of the things that training shows are these: what people ask for first should come out best.
FAVOURITES = frozenset(caption.replace("+", " ") for caption in """
cat dog fox wolf lion tiger bear panda koala rabbit mouse pig cow horse unicorn sheep elephant giraffe ape frog turtle snake
dragon dinosaur whale dolphin fish octopus shark crab butterfly bee ladybug owl duck penguin chick parrot flamingo swan
rose sunflower tulip flower cherry+blossom cactus tree palm+tree mushroom apple banana grapes watermelon strawberry cherry
lemon pineapple peach avocado carrot corn tomato bread pizza burger fries sushi egg ice+cream cake birthday+cake cupcake
doughnut cookie candy lollipop coffee tea bubble+tea milk house castle tent car bus train truck bicycle sailboat ship
airplane rocket earth moon sun star cloud rainbow snowman fire umbrella balloon gift crown gem ring heart bell trophy
guitar piano drum camera laptop phone book key sword shield bomb potion lantern ghost alien monster robot skull pumpkin
christmas+tree teddy+bear happy+face sad+face angry+face love+face astronaut ninja mermaid vampire fairy santa
""".split())

# Not taken at all: names that carry a place, a faith, a label, a sign or nothing to draw.
REFUSED = ("flag", "oclock", "thirty", "map", "tokyo", "statue", "kaaba", "mosque", "church", "synagogue", "temple", "shrine",
           "prayer", "hamsa", "nazar", "japanese-post", "love-hotel", "cigarette", "moon-viewing", "yen", "euro", "pound",
           "dollar", "arrow", "button", "sign", "symbols", "speech", "bubble-right", "card-index", "tamale", "kiss", "hundred")

# One name in two sets, or words that say the same.
RENAMED = {"mans-shoe": "shoe", "womans-boot": "boot", "womans-clothes": "blouse", "womans-sandal": "sandal"}

DROPPED = frozenset("with of and in on the face mans womans without s showing not done".split())


def curated():
    """name -> (caption words, whether the icon is a face from the front)."""
    result = {}
    for item in CURATED.split():
        name, _, caption = item.partition("=")
        caption = caption or name.replace("-", "+")
        words, _, face = caption.partition(":")
        result[name] = (words.replace("+", " "), face == "face")
    return result


def tail_caption(name):
    """The words for an icon outside the curated list, or None when it is refused."""
    if any(part in name for part in REFUSED):
        return None
    words = RENAMED.get(name, " ".join(w for w in name.split("-") if w not in DROPPED and not w.isdigit()))
    return words if 0 < len(words.split()) <= 4 else None
