#!/usr/bin/env python3
"""Who may know whom: reads the includes of every room and fails on an arrow docs/architecture.md does not allow.

Also fails on what has no place in a room: GUI headers and QJson in core, singletons, thrown exceptions and
nested event loops. A line may carry its reason instead: `// quality: allow RULE: why`.
"""

import argparse
import os
import re
import sys
import tempfile

import quality

# Direct arrows; what a room may know, it may also know through another. Everything may know core/base.
ARROWS = {
    "core/base": [],
    "core/http": ["core/base"],
    "core/json": ["core/base"],
    "core/crypto": ["core/json"],
    "core/vault": ["core/crypto", "core/json"],
    "core/chain": ["core/json", "core/crypto"],
    "core/light": ["core/chain", "core/json", "core/crypto"],
    "core/wallet": ["core/light", "core/chain", "core/vault"],
    "core/ainft": ["core/wallet", "core/light", "core/chain"],
    "core/store": [],
    "core/recipe": ["core/json"],
    "core/jobs": ["core/json", "core/store"],
    "core/provenance": [],
    "core/gallery": ["core/recipe", "core/json", "core/store"],
    # The practice network is a peer, not a client: it shares pure types with core/chain and nothing else.
    "core/sandbox": ["core/json", "core/crypto", "core/chain", "core/http"],
    "gpu/kernels": ["core/base"],
    "gpu/device": ["gpu/kernels", "core/json"],
    "gpu/models": ["core/json", "core/recipe"],
    "gpu/engine": ["core/recipe", "core/json"],
    # What drives the queue of pictures; it may know the content store, never a wallet.
    "gpu/studio": ["gpu/engine", "gpu/models", "gpu/device", "gpu/kernels", "core/jobs", "core/gallery", "core/recipe",
                   "core/ainft"],
    # Sharing, room by room: whether this computer may work for others, and giving it back in a blink ...
    "gpu/share/guard": ["gpu/device", "core/json"],
    "gpu/share/yield": ["gpu/share/guard", "gpu/engine", "core/json"],
    # ... the doors by which others ask, and who draws for them ...
    "gpu/share/images": ["gpu/studio", "gpu/models", "core/jobs", "core/gallery", "core/recipe", "core/json"],
    "gpu/share/api": ["gpu/share/images", "core/http", "core/crypto", "core/json"],
    "gpu/share/peer": ["gpu/share/images", "gpu/studio", "core/http", "core/crypto", "core/json"],
    # ... what requester and provider say, and whether it is true.
    "gpu/share/check": ["gpu/engine", "core/crypto", "core/json"],
    "gpu/share/job": ["gpu/share/check", "core/recipe", "core/crypto", "core/json"],
    # The boxes of one studio together, through a server of their own.
    "gpu/share/pool": ["gpu/share/images", "gpu/share/job", "gpu/engine", "gpu/models", "core/store", "core/recipe",
                       "core/crypto", "core/json"],
    # Sessions and vouchers: it signs through the vault and reads proofs; it draws nothing.
    "gpu/share/market": ["core/wallet", "core/light", "core/chain", "core/vault", "core/crypto", "core/json",
                         "core/store"],
    # Jobs that go out and come in: the only room that knows drawing and paying both.
    "gpu/share/exchange": ["gpu/share/market", "gpu/share/job", "gpu/share/check", "gpu/share/peer", "gpu/studio",
                           "gpu/models", "gpu/engine", "core/gallery", "core/jobs", "core/store", "core/vault",
                           "core/recipe", "core/ainft", "core/http", "core/crypto", "core/json"],
    "ui": ["core/base", "core/json", "core/crypto", "core/vault", "core/chain", "core/light", "core/wallet",
           "core/ainft", "core/jobs", "core/recipe", "core/gallery", "core/provenance", "gpu/device", "gpu/models",
           "gpu/kernels", "gpu/engine",
           "gpu/studio", "gpu/share/guard", "gpu/share/yield", "gpu/share/market"],
    "app": ["ui", "gpu/share/api", "gpu/share/exchange", "gpu/share/pool", "core/sandbox"],
}

# Names of QtGui and QtWidgets headers for machines where the header folders are not given.
GUI_HEADERS = {
    "QAction", "QApplication", "QBrush", "QClipboard", "QColor", "QCursor", "QDesktopServices", "QFont", "QFontMetrics",
    "QGuiApplication", "QIcon", "QImage", "QImageReader", "QImageWriter", "QKeyEvent", "QKeySequence", "QMainWindow",
    "QMessageBox", "QPainter", "QPainterPath", "QPalette", "QPen", "QPixmap", "QScreen", "QShortcut", "QTextDocument",
    "QWidget", "QWindow",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)

# rule, folders it holds for, pattern in code without comments and strings, sentence
PATTERNS = [
    ("instance", ("core/", "gpu/", "ui/", "app/"), re.compile(r"\bstatic\b[^;{}()=]*\binstance\s*\("),
     "a singleton; hand the object in from app/"),
    ("instance", ("core/", "gpu/", "ui/", "app/"),
     re.compile(r"\b(?!Q(?:Core|Gui)?Application\b)[A-Za-z_]\w*::instance\s*\("),
     "uses a singleton; hand the object in from app/"),
    ("throw", ("core/", "gpu/", "ui/", "app/"), re.compile(r"\bthrow\b"),
     "throws; return a Result instead"),
    ("event-loop", ("core/", "gpu/", "ui/"), re.compile(r"\bQEventLoop\b|\bprocessEvents\s*\("),
     "a nested event loop; return a Task instead"),
    ("event-loop", ("ui/",), re.compile(r"(?:\.|->)exec\s*\("),
     "exec() runs a nested event loop; open() the dialog instead"),
]


def closure(arrows):
    known = {}

    def of(room):
        if room not in known:
            known[room] = {room, "core/base"}
            for other in arrows[room]:
                known[room] |= of(other)
        return known[room]
    for room in arrows:
        of(room)
    return known


def room_of(path):
    parts = path.split("/")
    if parts[:2] == ["gpu", "share"] and len(parts) > 3:
        return "/".join(parts[:3])
    if parts[0] in ("core", "gpu"):
        return "/".join(parts[:2])
    return parts[0]


def gui_headers(folders):
    names = set(GUI_HEADERS)
    for folder in folders:
        if os.path.basename(os.path.normpath(folder)) in ("QtGui", "QtWidgets") and os.path.isdir(folder):
            names |= {name for name in os.listdir(folder) if re.fullmatch(r"Q\w+|q\w+\.h", name)}
    return names


def check(root, qt_folders=()):
    findings = []
    known = closure(ARROWS)
    forbidden_in_core = gui_headers(qt_folders)
    for path in quality.cpp_files(root):
        room = room_of(path)
        text = quality.read(root, path)
        code = quality.blank(text, strings=False)
        if room not in known:
            findings.append(f"{path}:1: '{room}' is no room that docs/architecture.md knows")
            continue

        def found(offset, rule, sentence, text=text, path=path):
            line = quality.line_of(text, offset)
            if not quality.is_allowed(text, line, rule):
                findings.append(f"{path}:{line}: [{rule}] {sentence}")

        for match in INCLUDE.finditer(code):
            bracket, header = match.groups()
            offset = match.start(1)
            if bracket == '"' and header.startswith(quality.CODE_FOLDERS):
                if room_of(header) not in known[room]:
                    found(offset, "arrow", f"{room} must not know {room_of(header)} ({header})")
            elif bracket == '"' and "../" in header:
                found(offset, "arrow", f"include from the repository root, not {header}")
            if room.startswith("core/"):
                if header.startswith(("QtGui", "QtWidgets")) or header in forbidden_in_core:
                    found(offset, "gui", f"core must not use QtGui or QtWidgets ({header})")
            if re.match(r"(QtCore/)?QJson", header):
                found(offset, "qjson", f"JSON goes through core/json ({header})")
        bare = quality.blank(text)
        for rule, folders, pattern, sentence in PATTERNS:
            if path.startswith(folders):
                for match in pattern.finditer(bare):
                    found(match.start(), rule, sentence)
    for path in quality.all_files(root):
        if path.startswith("core/") and os.path.basename(path) == "CMakeLists.txt":
            text = re.sub(r"#[^\n]*", "", quality.read(root, path))
            for match in re.finditer(r"Qt6?::(Gui|Widgets|Svg)\b", text):
                findings.append(f"{path}:{quality.line_of(text, match.start())}: [gui] core must not link {match.group(0)}")
    return findings


def self_check():
    planted = {
        "core/json/a.h": ('#include "core/wallet/wallet.h"\n', "arrow"),
        "core/vault/b.cpp": ('#include "core/chain/rpc.h"\n', "arrow"),
        "ui/pages/c.cpp": ('#include "core/sandbox/node.h"\n', "arrow"),
        "gpu/engine/d.cpp": ('#include "core/vault/vault.h"\n', "arrow"),
        "core/chain/e.cpp": ("#include <QImage>\n", "gui"),
        "core/chain/f.cpp": ("#include <QtWidgets/QLabel>\n", "gui"),
        "core/chain/g.cpp": ("#include <QJsonDocument>\n", "qjson"),
        "core/base/h.h": ("class Config { public: static Config *instance(); };\n", "instance"),
        "ui/text/i.cpp": ("void f() { Config::instance()->load(); }\n", "instance"),
        "core/base/j.cpp": ("void f() { throw 1; }\n", "throw"),
        "core/base/k.cpp": ("void f() { QEventLoop loop; }\n", "event-loop"),
        "ui/pages/l.cpp": ("void f(D &d) { d.exec(); }\n", "event-loop"),
        "core/wallet/CMakeLists.txt": ("ain_room(core/wallet LINK Qt6::Gui)\n", "gui"),
    }
    innocent = {
        "core/wallet/m.cpp": '#include "core/json/value.h"\n#include "core/vault/vault.h"\n',
        "app/n.cpp": '#include "core/sandbox/node.h"\n#include "ui/mainwindow.h"\n',
        "core/base/o.cpp": '// would throw, had it a QEventLoop\nconst char *s = "throw";\nauto *a = QCoreApplication::instance();\n',
        "core/base/p.cpp": "#include <QJsonValue> // quality: allow qjson: QVariant from Qt comes as one\n",
    }
    with tempfile.TemporaryDirectory() as root:
        for path, (text, _) in planted.items():
            quality.plant(root, path, text)
        for path, text in innocent.items():
            quality.plant(root, path, text)
        findings = check(root)
        for path, (_, rule) in planted.items():
            hits = [line for line in findings if line.startswith(path + ":")]
            quality.expect(hits and all(f"[{rule}]" in line for line in hits), f"{path}: [{rule}] expected, got {hits}")
        for path in innocent:
            hits = [line for line in findings if line.startswith(path + ":")]
            quality.expect(not hits, f"{path}: nothing expected, got {hits}")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--qt-headers", action="append", default=[])
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    if options.self_check:
        sys.exit(self_check())
    sys.exit(quality.report("includes", check(options.root, options.qt_headers)))
