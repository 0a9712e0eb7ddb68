#!/usr/bin/env python3
"""Translations are reviewed like code: complete, with equal placeholders, and bringing nothing of their own.

Reads resources/translations/ain_*.ts, the tr() calls of ui/ and app/, and asks lupdate which strings there are.
A translation must not carry a URL, an address or a token like a key that its source does not have: whoever
translates could otherwise send a user's coins elsewhere. Nor characters that turn the reading direction. The words are
those of docs/glossary.md; Korean is polite in one way, and particles behind a placeholder have both forms.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import quality

FOLDER = "resources/translations"
LANGUAGES = {"ko": f"{FOLDER}/ain_ko.ts", "en": f"{FOLDER}/ain_en.ts"}
SOURCE_FOLDERS = ("ui/", "app/", "gpu/")

TR = re.compile(r"(?<![\w])(?:tr|QCoreApplication::translate|QT_TR_NOOP|QT_TRANSLATE_NOOP)\s*\(")
PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")
SUSPICIOUS = [
    ("a URL", re.compile(r"\b(?:https?|wss?|ftp|ain|mailto|file|data|javascript)://?[^\s<>\"']+", re.I)),
    ("a URL", re.compile(r"\b(?:www\.|[a-z0-9-]+\.(?:com|net|org|io|ai|xyz|kr|app|dev|network)\b)[^\s<>\"']*", re.I)),
    ("an address", re.compile(r"0x[0-9a-fA-F]{4,}")),
    ("a token like a key", re.compile(r"\b(?=\w*\d)[0-9A-Za-z]{24,}\b")),
    ("a token like a key", re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-fA-F]{16,}\b")),
    ("markup that loads or links", re.compile(r"<\s*(?:a|img|script|iframe|object|link)\b[^>]*>", re.I)),
]
INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
KOREAN_FORMAL = re.compile(r"[가-힣]+니다(?=[.!?…)”\s]|$)")
# "%1을" is wrong for every second word; "%1을(를)" is not. Behind a bracket the word before it decides.
KOREAN_PARTICLE = re.compile(r"%L?(?:\d{1,2}|n)[”’\"']?(?:을|를|이|가|은|는|와|과|으로|로|이라|라)(?=[\s.,!?:;]|$)")
GLOSSARY = "docs/glossary.md"


def glossary_of(text):
    """[(language, the word, what it must not be called)] of the table."""
    out = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 5 or cells[0] in ("English", "---"):
            continue
        for language, right, wrong in (("en", cells[0], cells[3]), ("ko", cells[1], cells[4])):
            out += [(language, right, one.strip()) for one in wrong.split(",") if one.strip()]
    return out


def check_words(language, text, glossary):
    for of, right, wrong in glossary:
        if of == language and re.search(r"(?<!\w)" + re.escape(wrong) if language == "en" else re.escape(wrong), text, re.I):
            yield f"says '{wrong}', which is '{right}' in {GLOSSARY}"
    if INVISIBLE.search(text):
        yield "has a character that nobody sees or that turns the reading direction"
    if language == "ko":
        for match in KOREAN_FORMAL.finditer(text):
            yield f"is 합니다체: {match.group(0)}"
        for match in KOREAN_PARTICLE.finditer(text):
            yield f"has one form of a particle behind a placeholder: {match.group(0)}"


def messages_of(text):
    """(context, source, comment, is plural, type, [forms]) of every message of a .ts file."""
    root = xml.fromstring(text)
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            plural = message.get("numerus") == "yes"
            kind, forms = "unfinished", [""]
            if translation is not None:
                kind = translation.get("type", "")
                forms = [form.text or "" for form in translation.iter("numerusform")] if plural else [
                    "".join(translation.itertext())]
            yield (name, message.findtext("source") or "", message.findtext("comment") or "", plural, kind, forms)


def check_message(language, source, plural, kind, forms):
    if kind in ("vanished", "obsolete"):
        yield "is no longer in the program"
        return
    if kind == "unfinished" and (language != "en" or any(forms)):
        yield "is unfinished"
    if language == "en" and not plural and not forms[0]:
        return  # English is the source language: an empty entry shows the source
    for form in forms:
        if not form.strip():
            yield "is not translated"
            continue
        wanted, got = sorted(set(PLACEHOLDER.findall(source))), sorted(set(PLACEHOLDER.findall(form)))
        # "one file" may leave the number out; every other placeholder stays.
        if plural and language == "en":
            wanted, got = [p for p in wanted if p not in ("%n", "%Ln")], [p for p in got if p not in ("%n", "%Ln")]
        if wanted != got:
            yield f"has the placeholders {got}, the source has {wanted}"
        for what, pattern in SUSPICIOUS:
            for match in pattern.finditer(form):
                if match.group(0) not in source:
                    yield f"brings {what} that the source does not have: {match.group(0)}"


def end_of_call(text, start):
    """The offset behind the parenthesis that closes the one at start."""
    depth = 0
    for offset in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if depth == 0:
            return offset + 1
    return len(text)


def check_calls(root):
    """How tr() is used in the sources: (findings, whether there is any)."""
    findings, any_call = [], False
    for path in quality.cpp_files(root):
        text = quality.read(root, path)
        code = quality.blank(text)
        for match in TR.finditer(code):
            line = quality.line_of(text, match.start())
            if path.startswith("core/"):
                findings.append(f"{path}:{line}: core has no sentences; they are made in ui/text")
                continue
            any_call = True
            if quality.is_allowed(text, line, "concatenation"):
                continue
            end = end_of_call(code, match.end() - 1)
            # .arg(...) and the like belong to the same sentence.
            chained = re.match(r"(\s*\.\s*\w+\s*\()", code[end:])
            while chained:
                end = end_of_call(code, end + chained.end() - 1)
                chained = re.match(r"(\s*\.\s*\w+\s*\()", code[end:])
            before = code[:match.start()].rstrip()
            before = re.sub(r"\b\w+::$", "", before).rstrip()
            after = code[end:].lstrip()
            if (before.endswith("+") and not before.endswith("++")) or re.match(r"\+(?!=|\+)", after):
                findings.append(f"{path}:{line}: a sentence is put together with +; use one tr() with placeholders")
    return findings, any_call


def check_complete(root, lupdate, texts):
    """Strings that lupdate finds and a .ts file lacks."""
    sources = [os.path.join(os.path.realpath(root), folder) for folder in ("ui", "app", "gpu")
               if os.path.isdir(os.path.join(root, folder))]
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.ts")
        done = subprocess.run([lupdate, "-silent", "-no-ui-lines", "-locations", "none", *sources,
                               "-I", os.path.realpath(root), "-ts", fresh], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not os.path.exists(fresh):
            return [f"lupdate failed: {done.stderr.strip() or done.stdout.strip()}"]
        for line in done.stderr.splitlines():
            if "Q_OBJECT" in line or "tr() cannot be called" in line:
                findings.append(f"lupdate: {line}")
        with open(fresh, encoding="utf-8") as file:
            wanted = {message[:3]: message[3] for message in messages_of(file.read())}
    for language, text in texts.items():
        there = {message[:3]: message[4] for message in messages_of(text)}
        for context, source, comment in sorted(set(wanted) - set(there)):
            if language == "en" and not wanted[context, source, comment]:
                continue  # only plurals need an English entry: the source text is English
            findings.append(f"{LANGUAGES[language]}: lacks '{source}' of {context}" + (f" ({comment})" if comment else ""))
        for key in sorted(set(there) - set(wanted)):
            if there[key] not in ("vanished", "obsolete"):
                findings.append(f"{LANGUAGES[language]}: '{key[1]}' of {key[0]} is no longer in the program")
    return findings


def check(root, lupdate):
    findings, any_call = check_calls(root)
    notes, texts = [], {}
    has_glossary = os.path.exists(os.path.join(root, GLOSSARY))
    glossary = glossary_of(quality.read(root, GLOSSARY)) if has_glossary else []
    if any_call and not glossary:
        findings.append(f"{GLOSSARY}: is missing, or has no table")
    for language, path in LANGUAGES.items():
        if not os.path.exists(os.path.join(root, path)):
            if any_call:
                findings.append(f"{path}: is missing, though the program has sentences")
            continue
        texts[language] = quality.read(root, path)
        count = 0
        try:
            for context, source, _, plural, kind, forms in messages_of(texts[language]):
                count += 1
                for problem in check_message(language, source, plural, kind, forms):
                    findings.append(f"{path}: '{source}' of {context} {problem}")
                if kind in ("vanished", "obsolete"):
                    continue
                for words in forms:
                    for problem in check_words(language, words, glossary):
                        findings.append(f"{path}: '{source}' of {context} {problem}")
                if language == "ko":  # every English text stands there as a source
                    for problem in check_words("en", source, glossary):
                        findings.append(f"the English '{source}' of {context} {problem}")
        except xml.ParseError as error:
            findings.append(f"{path}: does not parse: {error}")
            del texts[language]
            continue
        notes.append(f"{path}: {count} strings")
    if any_call and texts:
        if lupdate:
            findings += check_complete(root, lupdate, texts)
        else:
            findings.append("lupdate is not installed, so completeness can't be checked (scripts/setup installs it)")
    return findings, notes


TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="ko_KR"><context><name>Page</name>
{}</context></TS>"""


def self_check(lupdate):
    def message(source, translation, kind=""):
        attribute = f' type="{kind}"' if kind else ""
        return f"<message><source>{source}</source><translation{attribute}>{translation}</translation></message>\n"
    entries = [
        message("Send %1 to %2", "%1 보내기"), message("Lock", "", "unfinished"), message("Gone", "없음", "vanished"),
        message("Help", "도움말 https://evil.example"), message("Pay", "0x1234567890abcdef로 보내기"),
        message("Key", "L3aZ19fPq7Kx8sTq2WvB5nYc4dRe6Gh"), message("Fine %1", "좋아요 %1"),
        message("Left over", "남은 것"), message("Words", "복구 문구"), message("Turned", "뒤\u202e집힘"),
        message("Give %1", "%1를 줘요"), message("Take %1", "%1을(를) 받아요"), message("Formal", "보냅니다."),
        message("The seed phrase", "복구 단어"),
    ]
    page = ('#include <QCoreApplication>\nclass Page {\n    Q_DECLARE_TR_FUNCTIONS(Page)\n    void f();\n};\n'
            'void Page::f()\n{\n' + "".join(f'    tr("{text}");\n' for text in (
                "Send %1 to %2", "Lock", "Help", "Pay", "Key", "Fine %1", "Untold", "Words", "Turned", "Give %1", "Take %1", "Formal", "The seed phrase")) + '}\n')
    with tempfile.TemporaryDirectory() as root:
        quality.plant(root, "ui/page.cpp", page)
        quality.plant(root, "ui/sum.cpp", 'auto a = Page::tr("Balance: ") + number;\n')
        quality.plant(root, "ui/fine.cpp", 'auto b = Page::tr("Balance: %1").arg(x + y);\nlines += Page::tr("Whole.");\n')
        quality.plant(root, "core/base/c.cpp", 'auto d = tr("No.");\n')
        quality.plant(root, GLOSSARY, "| English | Korean | what | not | not |\n|---|---|---|---|---|\n"
                      "| phrase | 복구 단어 | words | seed phrase | 복구 문구, 시드 |\n")
        quality.plant(root, LANGUAGES["ko"], TS.format("".join(entries)))
        findings, _ = check(root, lupdate)
        text = "\n".join(findings)
        expected = ["'Send %1 to %2' of Page has the placeholders", "'Lock' of Page is unfinished", "'Gone' of Page is no longer",
                    "'Help' of Page brings a URL", "'Pay' of Page brings an address", "'Key' of Page brings a token like a key",
                    "ui/sum.cpp:1: a sentence is put together", "core/base/c.cpp:1: core has no sentences",
                    "says '복구 문구', which is '복구 단어'", "'Turned' of Page has a character that nobody sees",
                    "particle behind a placeholder: %1를", "is 합니다체: 보냅니다", "says 'seed phrase', which is 'phrase'",
                    f"{LANGUAGES['en']}: is missing"]
        if lupdate:
            expected += ["lacks 'Untold' of Page", "'Left over' of Page is no longer"]
        for words in expected:
            quality.expect(words in text, f"{words} ... in:\n{text}")
        for words in ("Fine %1", "ui/fine.cpp", "Take %1"):
            quality.expect(words not in text, f"{words} is innocent, but:\n{text}")
    print("self-check: every planted violation was found, and nothing else")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), "..", ".."))
    parser.add_argument("--lupdate", default="")
    parser.add_argument("--self-check", action="store_true")
    options = parser.parse_args()
    tool = shutil.which(options.lupdate) or shutil.which("/usr/lib/qt6/bin/lupdate") or ""
    sys.exit(self_check(tool) if options.self_check else quality.report("translations", *check(options.root, tool)))
