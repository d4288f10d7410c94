#!/usr/bin/env bash
# npm run demo: Ops Rounds on a synthetic fleet, a real Prometheus and the embedded host; on a fresh clone, too.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/bootstrap.sh prometheus=prometheus promtool=prometheus
if [ -n "${npm_lifecycle_event:-}" ]; then
  export OPSROUNDS_PARENT=$PPID
fi
# exec: signals reach the demo itself, which ends all that it started.
exec node --import tsx demo/start.ts
