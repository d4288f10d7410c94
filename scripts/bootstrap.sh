#!/usr/bin/env bash
# Makes a fresh clone ready: bootstrap.sh COMMAND=DEBIAN_PACKAGE ...
# Checks Node, installs npm packages when the lock file changed, installs missing Debian packages as root, else says what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null || ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Ops Rounds needs Node 20.19 or newer; found: $(node --version 2>/dev/null || echo none)." >&2
  exit 2
fi

stamp=node_modules/.opsrounds-lock
if ! cmp -s package-lock.json "$stamp"; then
  if [ -L node_modules ]; then
    echo "node_modules is a link, and npm ci would empty what it leads to. Remove the link, or run npm ci there." >&2
    exit 2
  fi
  echo "Installing npm packages (npm ci) ..."
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi

missing=()
for pair in "$@"; do
  command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
done
if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "Please install these programs with your system's package manager: ${missing[*]} (Debian's names)." >&2
    exit 2
  fi
  if [ "$(id -u)" != 0 ]; then
    echo "Missing Debian packages. Please run: sudo apt-get install ${missing[*]}" >&2
    exit 2
  fi
  echo "Installing Debian packages: ${missing[*]} ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # Debian's prometheus starts a service of its own; ours is started by its own pid.
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; trap 'rm -f "$policy"' EXIT; }
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
