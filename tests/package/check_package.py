#!/usr/bin/env python3
"""The Debian package: the same bytes twice, what is in it, its list of parts, lintian, and whether it runs.

`twice` makes the package in build/package-check, for the others to look at.
"""

import argparse
import glob
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
PROGRAMS = ("usr/bin/ain-studio", "usr/bin/ain-studio-cli", "usr/libexec/ain-studio/ain-engine")
EXPECTED = PROGRAMS + (
    "usr/share/ain-studio/models/ain-mini-32.gguf", "usr/share/ain-studio/models/catalogue.json",
    "usr/share/applications/ain-studio.desktop", "usr/share/metainfo/org.ainstudio.AinStudio.metainfo.xml",
    "usr/share/bash-completion/completions/ain-studio-cli",
    "usr/share/icons/hicolor/scalable/apps/ain-studio.svg", "usr/share/icons/hicolor/16x16/apps/ain-studio.png",
    "usr/share/icons/hicolor/512x512/apps/ain-studio.png",
    "usr/share/man/man1/ain-studio.1.gz", "usr/share/man/man1/ain-studio-cli.1.gz",
    "usr/share/man/ko/man1/ain-studio.1.gz", "usr/share/man/ko/man1/ain-studio-cli.1.gz",
    "usr/share/doc/ain-studio/copyright", "usr/share/doc/ain-studio/changelog.gz",
    "usr/share/doc/ain-studio/changelog.Debian.gz", "usr/share/doc/ain-studio/ain-studio.cdx.json",
    "usr/share/doc/ain-studio/models/ATTRIBUTION.md",
)


def fail(what):
    print(f"FAIL: {what}")
    sys.exit(1)


def expect(condition, what):
    if not condition:
        fail(what)


def need(*tools):
    for tool in tools:
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed (scripts/setup)")
            sys.exit(SKIPPED)


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        fail(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def folder(options):
    return os.path.join(options.build, "package-check")


def package(options):
    found = glob.glob(os.path.join(folder(options), "*.deb"))
    expect(len(found) == 1, f"one package is expected in {folder(options)}, found {found}")
    return found[0]


def unpack(options, target):
    run("dpkg-deb", "-R", package(options), target)
    return target


def files_of(tree):
    for place, _, names in os.walk(tree):
        for name in names:
            path = os.path.join(place, name)
            yield os.path.relpath(path, tree), path


def twice(options):
    """From two folders of temporary files, with other umask, time zone, language and order."""
    need("dpkg-deb", "dpkg-shlibdeps", "strip")
    shutil.rmtree(folder(options), ignore_errors=True)
    script = os.path.join(options.root, "scripts/package")
    made = []
    with tempfile.TemporaryDirectory() as work:
        surroundings = (
            {"TMPDIR": os.path.join(work, "a"), "TZ": "UTC", "LC_ALL": "C.UTF-8", "mask": 0o022},
            {"TMPDIR": os.path.join(work, "another/place of other length"), "TZ": "Asia/Seoul", "LC_ALL": "C", "mask": 0o077},
        )
        for index, given in enumerate(surroundings):
            os.makedirs(given["TMPDIR"])
            mask = given.pop("mask")
            out = folder(options) if index == 0 else os.path.join(work, "out")
            # Compressed as fast as can be: what is compared is what goes in.
            environment = {**os.environ, "AIN_PACKAGE_LEVEL": "0", **given}
            before = os.umask(mask)
            try:
                run(script, "--pack-only", "--build", options.build, "--out", out, cwd=options.root, env=environment)
            finally:
                os.umask(before)
            with open(glob.glob(os.path.join(out, "*.deb"))[0], "rb") as file:
                made.append(hashlib.sha256(file.read()).hexdigest())
    print(made[0])
    expect(made[0] == made[1], f"the second package differs: {made[1]}; scripts/package --twice names what does")


def contents(options):
    root = os.path.realpath(options.root)
    folders = {root, os.path.realpath(options.build), os.path.realpath(os.path.expanduser("~/.cache/ain-studio"))}
    with tempfile.TemporaryDirectory() as work:
        tree = unpack(options, os.path.join(work, "tree"))
        present = dict(files_of(tree))
        for path in EXPECTED:
            expect(path in present, f"{path} is missing")
        times = set()
        for path, place in present.items():
            if path.startswith("DEBIAN/"):
                continue
            mode = os.stat(place).st_mode & 0o7777
            expect(mode == (0o755 if path in PROGRAMS else 0o644), f"{path} has mode {mode:o}")
            times.add(int(os.stat(place).st_mtime))
            with open(place, "rb") as file:
                data = file.read()
            if path.endswith(".gz"):
                data = gzip.decompress(data)
            for name in folders:
                # As a path of its own, not as the end of a longer one.
                found = re.search(rb"(?<![\w./-])" + re.escape(os.fsencode(name)) + rb"/[^\0\n]*", data)
                expect(not found, f"{path} tells where it was built: {found and found.group(0)[:200]!r}")
        expect(len(times) == 1, f"the files have {len(times)} different times")
        for line in run("dpkg-deb", "-c", package(options)).splitlines():
            expect(line.split()[1] == "root/root", f"not root's: {line}")
        for path in PROGRAMS:
            section = run("readelf", "-Wd", os.path.join(tree, path))
            expect("RPATH" not in section and "RUNPATH" not in section, f"{path} looks for libraries in a folder of its own")
        control = run("dpkg-deb", "-f", package(options))
        for wanted in ("libqt6widgets6", "libqt6sql6-sqlite", "libqt6svg6", "libsodium23", "libssl3"):
            expect(re.search(rf"^Depends:.*\b{wanted}", control, re.M), f"the package does not depend on {wanted}")
        expect(not re.search(r"^(Depends|Recommends):.*nats-server", control, re.M),
               "installing nats-server starts a server that listens: it may be suggested only")
        expect(not any(os.path.exists(os.path.join(tree, "DEBIAN", name)) for name in ("preinst", "postinst", "prerm", "postrm")),
               "the package runs scripts as root")
    print(f"{len(present)} files, none of which tells where it was built")


def parts(options):
    """The list of parts: its shape, that it is complete, and that the copyright file names what is inside."""
    with tempfile.TemporaryDirectory() as work:
        tree = unpack(options, os.path.join(work, "tree"))
        with open(os.path.join(tree, "usr/share/doc/ain-studio/ain-studio.cdx.json"), encoding="utf-8") as file:
            bom = json.load(file)
        with open(os.path.join(tree, "usr/share/doc/ain-studio/copyright"), encoding="utf-8") as file:
            rights = file.read()
        digests = {}
        for path in PROGRAMS:
            with open(os.path.join(tree, path), "rb") as file:
                digests[os.path.basename(path)] = hashlib.sha256(file.read()).hexdigest()
        needed = set()
        for path in PROGRAMS:
            needed.update(re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", os.path.join(tree, path))))
    expect(bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.5" and bom["version"] == 1, "not CycloneDX 1.5")
    expect(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bom["serialNumber"]), "no serial number")
    expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", bom["metadata"]["timestamp"]), "no time")
    kinds = {"application", "library", "data", "machine-learning-model"}
    references = [bom["metadata"]["component"]["bom-ref"]]
    shipped = []
    for part in bom["components"]:
        expect(part["type"] in kinds and part["name"], f"not a component: {part}")
        references.append(part["bom-ref"])
        if part.get("scope") != "excluded":
            shipped.append(part)
            expect(part.get("licenses"), f"no licence: {part['name']}")
        for entry in part.get("hashes", []):
            expect(entry["alg"] == "SHA-256" and re.fullmatch(r"[0-9a-f]{64}", entry["content"]), f"no hash: {part}")
    expect(len(set(references)) == len(references), "a bom-ref stands there twice")
    for entry in bom["dependencies"]:
        for reference in [entry["ref"], *entry["dependsOn"]]:
            expect(reference in references, f"'{reference}' is nowhere")
    named = {part["name"]: part for part in bom["components"]}
    for name, digest in digests.items():
        expect(named[name]["hashes"][0]["content"] == digest, f"the hash of {name} is another program's")
    # Each library that a program names has a package in the list: more packages than two thirds of the names is no accident.
    depends = re.findall(r"(?:^|, )(lib[\w.+-]+|zlib1g)", run("dpkg-deb", "-f", package(options), "Depends").strip())
    for name in depends:
        expect(name in named or name in ("libqt6svg6",), f"{name} is depended on, and the list of parts lacks it")
    expect(len(needed) >= 15, f"only {needed}")
    properties = {part["name"]: {entry["name"]: entry["value"] for entry in part.get("properties", [])} for part in shipped}
    inside = {name for name, values in properties.items() if values.get("ain:linkage") in ("static", "header", "built in")}
    words = {"libsqlcipher-dev": "SQLCipher", "libexpected-dev": "tl-expected", "stable-diffusion-cpp-python": "stable-diffusion.cpp",
             "BIP39 word lists": "BIP-0039"}
    for name in sorted(inside):
        word = words.get(name, name.replace("vocabulary of ", ""))
        expect(word.lower() in rights.lower(), f"{name} is inside, and the copyright file does not name it")
    print(f"{len(shipped)} parts, {len(bom['components']) - len(shipped)} tools of the build")


def lintian(options):
    need("lintian")
    done = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", "--info", package(options)],
                          capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr)
    expect(done.returncode == 0, "lintian found something")


def runs(options):
    """The unpacked tree, from a folder that it was not built for: programs, engine and model find one another."""
    with tempfile.TemporaryDirectory() as work:
        tree = unpack(options, os.path.join(work, "tree"))
        environment = {"PATH": "/usr/bin:/bin", "HOME": work, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        window = run(os.path.join(tree, "usr/bin/ain-studio"), "--version", env=environment)
        expect(re.search(r"\d+\.\d+\.\d+", window), f"no version: {window}")
        terminal = os.path.join(tree, "usr/bin/ain-studio-cli")
        picture = os.path.join(work, "fox.png")
        run(terminal, "--data", os.path.join(work, "data"), "--json", "generate", "--prompt", "a red fox", "--seed", "1",
            "--out", picture, env=environment)
        with open(picture, "rb") as file:
            expect(file.read(8) == b"\x89PNG\r\n\x1a\n", "no picture was drawn")
    print("the installed tree draws")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    parser.add_argument("--build", required=True)
    checks = {check.__name__: check for check in (twice, contents, parts, lintian, runs)}
    parser.add_argument("check", choices=sorted(checks))
    chosen = parser.parse_args()
    checks[chosen.check](chosen)
