#!/usr/bin/env bash
# compile_cuda.sh SOURCE_FOLDER HOST_COMPILER: every .cu file of gpu/kernels for one architecture (sm_86).
# Looks for nvcc in CUDACXX, in the folder that scripts/setup --cuda fills, in PATH and in /usr/local/cuda.
set -euo pipefail
source_folder=$1
host=$2
toolkit=${AIN_CUDA_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/ain-studio/cuda}
nvcc=""
for candidate in "${CUDACXX:-}" "$toolkit"/nvidia/cu*/bin/nvcc "$(command -v nvcc || true)" /usr/local/cuda/bin/nvcc; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
        nvcc=$candidate
        break
    fi
done
if [ -z "$nvcc" ]; then
    echo "no nvcc here: scripts/setup --cuda installs it, or set CUDACXX"
    exit 77
fi
"$nvcc" --version | tail -n 2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for file in "$source_folder"/gpu/kernels/cuda/*.cu; do
    "$nvcc" -ccbin "$host" -arch=sm_86 -std=c++20 -O1 -Werror all-warnings -I"$source_folder" \
        -c "$file" -o "$out/$(basename "$file").o"
    [ -s "$out/$(basename "$file").o" ]
    echo "compiled $(basename "$file")"
done
