#!/usr/bin/env bash
# Times the commands that look at everything on record, over many made-up directives (100,000 without
# a number), and tells the most memory that each takes. Needs GNU time. The records are kept in the
# folder given, so that a second run need not load them again.
#
#   benches/many.sh FOLDER [BODIES]
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?a folder for the records}
bodies=${2:-10000}
cargo build --release --quiet
comity=target/release/comity
export COMITY_DB=$folder/made.db COMITY_NOW=2026-01-31T12:00:00Z

measured() {
    local name=$1 status=0
    shift
    /usr/bin/time -f '%e s  %M KB' -o "$folder/time" "$@" >"$folder/$name.out" 2>"$folder/$name.err" || status=$?
    printf '%-34s %s  status %s\n' "$name" "$(tail -1 "$folder/time")" "$status"
}

if [ ! -e "$COMITY_DB" ]; then
    mkdir -p "$folder/made"
    awk -v bodies="$bodies" -v folder="$folder/made" -f benches/records.awk
    "$comity" init --quiet >"$folder/init.out"
    measured load "$comity" load "$folder/made" --yes --quiet
fi
measured conflicts "$comity" conflicts --format csv
measured check "$comity" check --format csv
measured conflicts-of-one "$comity" conflicts made-1-pd
