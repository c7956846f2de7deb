#!/bin/sh
# What the tests need beyond Python: OpenSSL, a Chromium (Debian's, or the one of Playwright),
# Debian's Firefox and WebKitGTK with a screen in memory, and the Nu Html Checker, which is a program
# for Java and is published as a package of npm.
set -eu
playwright=$1
share=$(dirname "$playwright")/../share/vnu
version=26.9.27
digest=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47

has() { command -v "$1" >/dev/null; }

debian() {
  if ! has apt-get || { [ "$(id -u)" != 0 ] && ! has sudo; }; then
    echo "Please install: $*" >&2
    return 1
  fi
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@"
}

if ! has chromium && ! has chromium-browser && ! has google-chrome; then
  debian chromium fonts-liberation fonts-noto-core || "$playwright" install chromium
fi

# Tests make a time-stamping authority with it; ca-certificates brings it along.
has openssl || debian openssl

# The same browser without windows is half the work for the machine.
has chromium-headless-shell || ! has apt-get || debian chromium-headless-shell || true

# Both are driven without a download; elsewhere than on Debian their tests are left out.
if has apt-get; then
  has firefox-esr || has firefox || debian firefox-esr
  has WebKitWebDriver && has Xvfb || debian webkit2gtk-driver xvfb
fi

has java || debian default-jre-headless
if [ ! -f "$share/vnu-$version.jar" ]; then
  has npm || debian npm
  aside=$(mktemp -d)
  trap 'rm -rf "$aside"' EXIT
  (cd "$aside" && npm pack --silent "vnu-jar@$version" >/dev/null)
  tar -xzf "$aside/vnu-jar-$version.tgz" -C "$aside"
  echo "$digest  $aside/package/build/dist/vnu.jar" | sha256sum --check --quiet
  mkdir -p "$share"
  mv "$aside/package/build/dist/vnu.jar" "$share/vnu-$version.jar"
fi
