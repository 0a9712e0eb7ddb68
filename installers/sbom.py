#!/usr/bin/env python3
"""The parts of a package as CycloneDX JSON: what is linked, what is built in, what comes along, and what it was built with.

Read from the installed tree (which libraries the programs name), from dpkg (which packages and versions those are), from
scripts/sources (sources pinned by hash) and from scripts/setup (build packages). The same tree on the same system gives
the same bytes.
"""

import argparse
import datetime
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import uuid

# Licences of the Debian packages that programs are linked with; an unknown one stops the packaging.
LIBRARY_LICENCES = (
    (r"ZXing|libzxing", "Apache-2.0"), (r"libqt6|qt6-", "LGPL-3.0-only"), (r"libssl", "Apache-2.0"),
    (r"libnats", "Apache-2.0"), (r"libpng", "libpng-2.0"), (r"libqrencode", "LGPL-2.1-or-later"),
    (r"libseccomp", "LGPL-2.1-only"), (r"libsecp256k1", "MIT"), (r"libsodium", "ISC"), (r"libxcb", "MIT"),
    (r"zlib1g", "Zlib"), (r"libc6", "LGPL-2.1-or-later"), (r"libgcc-s1|libstdc\+\+6", "GPL-3.0-with-GCC-exception"),
    (r"libgl1|libvulkan1", "MIT"), (r"libsqlcipher", "BSD-3-Clause"), (r"libexpected-dev", "CC0-1.0"),
)
# What the pinned source of the image engine consists of, as far as it ends up in the program.
ENGINE_PARTS = (
    ("stable-diffusion.cpp", "MIT"), ("ggml", "MIT"), ("nlohmann json", "MIT"), ("miniz", "MIT"), ("zip", "Unlicense"),
    ("stb", "Unlicense"), ("darts-clone", "BSD-3-Clause"), ("vocabulary of CLIP", "MIT"),
    ("vocabulary of T5", "Apache-2.0"), ("vocabulary of umT5", "Apache-2.0"), ("vocabulary of Qwen", "Apache-2.0"),
    ("vocabulary of Mistral", "Apache-2.0"),
)
MODEL_LICENCES = {"ain-mini-32.gguf": "Apache-2.0", "realesrgan-x4plus-anime.safetensors": "BSD-3-Clause"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def version_of(package):
    """The installed version of a Debian package, or None."""
    done = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status} ${Version}\n", package], capture_output=True,
                          text=True, check=False)
    words = done.stdout.split()
    return words[1] if done.returncode == 0 and words and words[0] == "installed" else None


def licence_of(package):
    for pattern, licence in LIBRARY_LICENCES:
        if re.match(pattern, package):
            return licence
    sys.exit(f"sbom: no licence is known of the package '{package}'; add it to LIBRARY_LICENCES")


def licences(expression):
    known = re.fullmatch(r"[A-Za-z0-9.+-]+", expression) and "with" not in expression
    return [{"license": {"id" if known else "name": expression}}]


def component(kind, name, version, licence, **more):
    made = {"type": kind, "bom-ref": f"{kind}:{name}", "name": name}
    if version:
        made["version"] = version
    if licence:
        made["licenses"] = licences(licence)
    properties = more.pop("properties", {})
    made.update(more)
    if properties:
        made["properties"] = [{"name": f"ain:{key}", "value": value} for key, value in sorted(properties.items())]
    return made


def debian(package, scope, linkage, **properties):
    version = version_of(package)
    if version is None:
        sys.exit(f"sbom: the package '{package}' is not installed")
    return component("library", package, version, licence_of(package), scope=scope,
                     purl=f"pkg:deb/debian/{package}@{version.replace('+', '%2B').replace(':', '%3A')}",
                     properties={"linkage": linkage, **properties})


def linked_libraries(programs):
    """Debian package → names of the programs that name one of its libraries."""
    places = {}
    for line in output("/sbin/ldconfig", "-p").splitlines():
        found = re.match(r"\s+(\S+) \(.*\) => (\S+)", line)
        if found:
            places.setdefault(found.group(1), found.group(2))
    packages = {}
    for program in programs:
        for soname in re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", program)):
            place = places.get(soname) or soname
            owner = None
            # dpkg knows a file by the name that it was unpacked with, before or behind the link of /lib.
            for path in (os.path.realpath(place), place, "/usr" + place):
                done = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
                if done.returncode == 0:
                    owner = done.stdout.split(":")[0]
                    break
            if owner is None and soname.startswith("ld-linux"):
                owner = "libc6"
            if owner is None:
                sys.exit(f"sbom: no package owns {soname} ({place})")
            packages.setdefault(owner, set()).add(os.path.basename(program))
    return packages


def pins(root):
    for path in sorted(glob.glob(os.path.join(root, "scripts/sources/*.pin"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    yield line.split()[:3]


def make(options):
    programs = [os.path.join(options.stage, path)
                for path in ("usr/bin/ain-studio", "usr/bin/ain-studio-cli", "usr/libexec/ain-studio/ain-engine")]
    components = []
    for program in programs:
        components.append(component("application", os.path.basename(program), options.version, "GPL-3.0-or-later",
                                    hashes=[{"alg": "SHA-256", "content": sha256(program)}]))
    for package, users in sorted(linked_libraries(programs).items()):
        components.append(debian(package, "required", "dynamic", programs=" ".join(sorted(users))))
    components.append(debian("libqt6sql6-sqlite", "required", "plugin"))
    components.append(debian("libsqlcipher-dev", "required", "static", programs="ain-studio ain-studio-cli"))
    components.append(debian("libexpected-dev", "required", "header"))
    for name, version, digest in pins(options.root):
        components.append(component("library", name, version, "MIT", scope="required",
                                    purl=f"pkg:pypi/{name}@{version}", hashes=[{"alg": "SHA-256", "content": digest}],
                                    properties={"linkage": "static", "programs": "ain-engine"}))
        for part, licence in ENGINE_PARTS:
            components.append(component("library", part, None, licence, scope="required",
                                        properties={"linkage": "static", "part-of": name, "programs": "ain-engine"}))
    models = os.path.join(options.stage, "usr/share/ain-studio/models")
    for name in sorted(os.listdir(models)):
        if name.endswith((".gguf", ".safetensors")):
            if name not in MODEL_LICENCES:
                sys.exit(f"sbom: no licence is known of the model '{name}'; add it to MODEL_LICENCES")
            components.append(component("machine-learning-model", name, None, MODEL_LICENCES[name],
                                        hashes=[{"alg": "SHA-256", "content": sha256(os.path.join(models, name))}]))
    components.append(component("data", "BIP39 word lists", None, "MIT", purl="pkg:npm/bip39@3.1.2",
                                properties={"linkage": "built in", "programs": "ain-studio ain-studio-cli"}))
    known = {entry["name"] for entry in components}
    for package in output(os.path.join(options.root, "scripts/setup"), "--minimal", "--list").split():
        version = version_of(package)
        if package not in known and version is not None:
            components.append(component("application", package, version, None, scope="excluded",
                                        properties={"role": "build"}))

    moment = datetime.datetime.fromtimestamp(options.epoch, datetime.timezone.utc)
    root = component("application", "AIN Studio", options.version, "GPL-3.0-or-later",
                     properties={"commit": options.commit})
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": root},
        "components": components,
        "dependencies": [{"ref": root["bom-ref"], "dependsOn": sorted(entry["bom-ref"] for entry in components
                                                                      if entry.get("scope") != "excluded")}],
    }
    # A name of its own for other contents, and for the same contents the same.
    digest = hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).hexdigest()
    bom["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}"
    return bom


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    parser.add_argument("--stage", required=True, help="the installed tree, with usr in it")
    parser.add_argument("--version", required=True)
    parser.add_argument("--commit", default="")
    parser.add_argument("--epoch", type=int, required=True)
    parser.add_argument("--out", required=True)
    parsed = parser.parse_args()
    with open(parsed.out, "w", encoding="utf-8") as target:
        json.dump(make(parsed), target, indent=1, sort_keys=True, ensure_ascii=False)
        target.write("\n")
