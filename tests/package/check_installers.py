#!/usr/bin/env python3
"""The files of installers/: each by the tool that knows its format, and against what the program itself says."""

import argparse
import os
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
HERE = "installers"


def expect(condition, what):
    if not condition:
        print(f"FAIL: {what}")
        sys.exit(1)


def need(tool):
    if shutil.which(tool) is None:
        print(f"skipped: {tool} is not installed (scripts/setup)")
        sys.exit(SKIPPED)


def passes(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    print(done.stdout + done.stderr, end="")
    expect(done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}")
    return done.stdout


def read(options, *path):
    with open(os.path.join(options.root, HERE, *path), encoding="utf-8") as file:
        return file.read()


def program(options):
    path = os.path.join(options.build, "bin/ain-studio-cli")
    if not os.path.exists(path):
        print("skipped: ain-studio-cli is not built")
        sys.exit(SKIPPED)
    return path


def commands(options):
    """Names of all commands, as the program's help lists them."""
    text = subprocess.run([program(options), "--help", "--lang", "en"], capture_output=True, text=True, check=True).stdout
    listed = text[text.index("Commands:\n"):text.index("\nOptions:\n")].splitlines()[1:]
    # Twenty columns or, where a name is longer, one space before a sentence that begins with no small letter.
    names = [re.match(r"  ((?:[a-z-]+ ?)+?)(?: {2,}| (?=[^a-z]))", line + "  ") for line in listed if line.strip()]
    expect(names and all(names), "the help is not understood")
    return [found.group(1).strip() for found in names]


def desktop(options):
    need("desktop-file-validate")
    passes("desktop-file-validate", os.path.join(options.root, HERE, "linux/ain-studio.desktop"))
    text = read(options, "linux/ain-studio.desktop")
    expect("MimeType=x-scheme-handler/ain;" in text and re.search(r"^Exec=ain-studio .*%u", text, re.M),
           "payment links do not reach the program")


def metainfo(options):
    need("appstreamcli")
    path = os.path.join(options.root, HERE, "linux/org.ainstudio.AinStudio.metainfo.xml")
    passes("appstreamcli", "validate", "--no-net", path)
    text = read(options, "linux/org.ainstudio.AinStudio.metainfo.xml")
    with open(os.path.join(options.root, "CMakeLists.txt"), encoding="utf-8") as file:
        version = re.search(r"VERSION (\d+\.\d+\.\d+)", file.read()).group(1)
    expect(f'<release version="{version}"' in text, f"version {version} is not among the releases")


def manual(options):
    """The pages are whole, and their overview names every command, each once, and none that there is not."""
    told = commands(options)
    wanted = {}
    for name in told:
        words = name.split()
        wanted.setdefault(words[0], set()).update(words[1:2])
    for language, heading in (("", "GROUPS"), ("ko", '"명령 묶음"')):
        page = read(options, "man", language, "ain-studio-cli.1")
        section = page[page.index(f".SH {heading}\n"):page.index("@REFERENCE@")]
        found = {}
        for group, inner in re.findall(r"^\.TP\n\.B (\w[\w-]*)(?: \\fI(.*)\\fR)?$", section, re.M):
            expect(group not in found, f"{language or 'en'}: '{group}' stands there twice")
            found[group] = set((inner or "").replace("\\-", "-").split(", ")) - {""}
        if "pool" not in wanted:
            found.pop("pool", None)  # built without libnats
        where = f"installers/man/{language + '/' if language else ''}ain-studio-cli.1"
        for group in sorted(set(wanted) | set(found)):
            expect(group in found, f"{where}: the group '{group}' is missing; add it with {sorted(wanted.get(group, []))}")
            expect(group in wanted, f"{where}: '{group}' is no command any more")
            expect(found[group] == wanted[group], f"{where}: '{group}' has {sorted(wanted[group])}, the page says {sorted(found[group])}")
    print(f"{len(told)} commands in {len(wanted)} groups")
    # What is installed: assembled by the build.
    for language in ("en", "ko"):
        path = os.path.join(options.build, "installers/man", language, "ain-studio-cli.1")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                whole = file.read()
            expect("@REFERENCE@" not in whole and whole.count("\n.SS ") == len(told), f"{path} is not whole")
            lint(path)
    for path in ("ain-studio.1", "ko/ain-studio.1"):
        lint(os.path.join(options.root, HERE, "man", path))


def lint(path):
    if shutil.which("mandoc"):
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True, check=False)
        # A date would change with every build, or lie; the Korean name and section are what mandoc does not know.
        wrong = [line for line in done.stdout.splitlines() if "missing date" not in line]
        expect(not wrong, "\n".join(wrong))


def copyright_file(options):
    """DEP-5: paragraphs with the fields they must have; each licence that is named has its text."""
    paragraphs = [dict(re.findall(r"^([\w-]+): ?(.*(?:\n[ \t].*)*)", text, re.M))
                  for text in re.split(r"\n\s*\n", read(options, "linux/copyright").strip())]
    expect(paragraphs[0].get("Format", "").startswith("https://www.debian.org/doc/packaging-manuals/copyright-format"),
           "the first paragraph names no format")
    named, texts = set(), set()
    for paragraph in paragraphs[1:]:
        licence = paragraph.get("License", "")
        expect(licence, f"no licence in {paragraph}")
        first, _, rest = licence.partition("\n")
        if "Files" in paragraph:
            expect(paragraph.get("Copyright"), f"no copyright for {paragraph['Files']}")
            named.update(re.split(r" (?:and|or) ", first.strip()))
        if rest.strip():
            texts.add(first.strip())
    expect(named and named <= texts, f"no text of {sorted(named - texts)}")
    print(f"{len(named)} licences: {', '.join(sorted(named))}")


def flatpak(options):
    try:
        import yaml
    except ImportError:
        print("skipped: python3-yaml is not installed (scripts/setup)")
        sys.exit(SKIPPED)
    manifest = yaml.safe_load(read(options, "flatpak/org.ainstudio.AinStudio.yml"))
    expect(manifest["id"] == "org.ainstudio.AinStudio" and manifest["command"] == "ain-studio", "id or command")
    expect(manifest["runtime"] == "org.kde.Platform" and str(manifest["runtime-version"]).startswith("6."), "runtime")
    allowed = re.compile(r"--(share=(network|ipc)|socket=(wayland|fallback-x11)|device=dri|(system-)?talk-name=org\.[\w.]+)")
    for argument in manifest["finish-args"]:
        expect(allowed.fullmatch(argument), f"{argument} opens more than is needed")
    with open(os.path.join(options.root, "scripts/sources/stable-diffusion.pin"), encoding="utf-8") as file:
        pinned = file.read()
    for module in manifest["modules"]:
        expect(module["name"] and module["sources"], f"no sources: {module}")
        for source in module["sources"]:
            expect(source["type"] in ("archive", "dir", "file", "script", "shell"), f"{source} needs a network")
            if source["type"] in ("archive", "file"):
                expect(re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), f"no hash: {source['path']}")
            if source["type"] == "file":
                expect(source["sha256"] in pinned, "the engine's sources are not those of scripts/sources")
    print(f"{len(manifest['modules'])} modules")


def windows(options):
    """The script compiles, with a stand-in for the programs."""
    need("makensis")
    with tempfile.TemporaryDirectory() as work:
        os.makedirs(os.path.join(work, "tree/bin"))
        with open(os.path.join(work, "tree/bin/ain-studio.exe"), "wb") as file:
            file.write(b"MZ")
        target = os.path.join(work, "ain-studio-0.1.0-setup.exe")  # one of the plain name would be warned of
        passes("makensis", "-V2", "-WX", "-DVERSION=0.1.0", f"-DSOURCE={work}/tree", f"-DOUTFILE={target}",
               os.path.join(options.root, HERE, "windows/ain-studio.nsi"))
        expect(os.path.getsize(target) > 50_000, "no installer was made")


def macos(options):
    information = plistlib.loads(read(options, "macos/Info.plist.in").encode())
    schemes = [scheme for kind in information["CFBundleURLTypes"] for scheme in kind["CFBundleURLSchemes"]]
    expect(schemes == ["ain"], f"schemes {schemes}")
    expect(information["CFBundleExecutable"] == "ain-studio" and information["CFBundlePackageType"] == "APPL", "bundle")
    expect(information["CFBundleIdentifier"] == "org.ainstudio.AinStudio", "identifier")
    expect(information["CFBundleShortVersionString"] == "@PROJECT_VERSION@", "the version is not the project's")
    rights = plistlib.loads(read(options, "macos/entitlements.plist").encode())
    weakening = [name for name in rights if name.startswith("com.apple.security.cs.") or "get-task-allow" in name]
    expect(not weakening, f"weaker than the hardened runtime: {weakening}")


def completion(options):
    """Bash completes groups, commands and options."""
    script = os.path.join(options.root, HERE, "linux/ain-studio-cli.bash-completion")

    def complete(*words):
        line = " ".join(f"'{word}'" for word in ("ain-studio-cli", *words))
        folder = os.path.dirname(program(options))
        done = subprocess.run(["bash", "-c", f"PATH='{folder}':$PATH; . '{script}'; COMP_WORDS=({line}); "
                               f"COMP_CWORD={len(words)}; _ain_studio_cli; printf '%s\\n' \"${{COMPREPLY[@]}}\""],
                              capture_output=True, text=True, check=True)
        return done.stdout.split()

    groups = sorted({name.split()[0] for name in commands(options)})
    expect(complete("") == groups, f"groups: {complete('')}")
    expect("--path" in complete("account", "create", "--p"), f"options: {complete('account', 'create', '--p')}")
    expect(complete("vault", "b") == ["backup"], f"commands: {complete('vault', 'b')}")
    expect(complete("--data", "/x", "vault", "b") == ["backup"], "an option's value is taken for a command")
    expect(complete("--lang", "k") == ["ko"], "values")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", required=True)
    parser.add_argument("--build", required=True)
    checks = {check.__name__.replace("_file", ""): check
              for check in (desktop, metainfo, manual, copyright_file, flatpak, windows, macos, completion)}
    parser.add_argument("check", choices=sorted(checks))
    chosen = parser.parse_args()
    checks[chosen.check](chosen)
