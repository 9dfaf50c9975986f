#!/usr/bin/env bash
# Runs every test. Installs what the tests need (a browser, fonts, database servers) when it is missing and it may.
# A server that cannot be had is an error, never a skipped test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

missing=()
need() { # need PACKAGE TEST-COMMAND…
  local package=$1; shift
  if ! "$@" >/dev/null 2>&1; then missing+=("$package"); fi
}
has_postgres() { ls /usr/lib/postgresql/*/bin/initdb; }
has_cjk() { fc-list :lang=zh | grep -qi cjk; }
need chromium command -v chromium
need fontconfig command -v fc-list
need fonts-noto-cjk has_cjk
need redis-server command -v redis-server
need postgresql has_postgres

if ((${#missing[@]})); then
  echo "Installing: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    echo "Please install these packages first: ${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q >/dev/null
  apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi

dotnet build WoodpeckerBot.sln -c Release -v quiet

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
passed=0
failed=0
for project in tests/*.Tests/*.Tests.csproj; do
  echo "== $(basename "$project" .csproj)"
  dotnet test "$project" -c Release --no-build -v quiet --logger "console;verbosity=normal" >"$log" 2>&1 || status=1
  # Passing tests are many; what failed is shown whole.
  grep -vE '^ *(Passed|\[xUnit|Standard Output)|^$' "$log" | tail -n 400 || true
  p=$(sed -nE 's/^ *Passed: *([0-9]+).*/\1/p' "$log" | tail -1)
  f=$(sed -nE 's/^ *Failed: *([0-9]+).*/\1/p' "$log" | tail -1)
  if [ -z "$p" ] && [ -z "$f" ]; then
    echo "No test was executed in $project" >&2
    status=1
  fi
  passed=$((passed + ${p:-0}))
  failed=$((failed + ${f:-0}))
done

echo "$passed passed, $failed failed"
exit "$status"
