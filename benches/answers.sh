#!/usr/bin/env bash
# Times the commands that people wait for on the starter records, as whole processes, in turn with
# the sqlite3 shell that reads one view of the same file. Needs hyperfine and sqlite3 (both are
# Debian packages). Prints a line a command: its median, that of the shell, and their ratio.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${RUNS:-20}
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export COMITY_DB=$folder/starter.db
comity=target/release/comity
"$comity" init --starter --quiet >"$folder/first"

shell="sqlite3 -readonly $COMITY_DB \"SELECT * FROM rule_in_force WHERE organization = 'chicago-pd'\""
commands=(
    "ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-09-21"
    "show chicago-pd/s06-14-03"
    "list chicago-pd"
    "compare chicago-pd fairfax-county-pd lapd sfpd --for ice --on 2019-10-05"
    "timeline chicago-pd"
    "timeline fairfax-county-pd/go-601"
    "changes travis-county-sheriff --since 2017-01-01 --until 2018-12-31"
    "changes chicago-pd --since 2012 --until 2022"
    "changes"
    "diff fairfax-county-pd sfpd --for ice --on 2019-10-05"
    "export --spans chicago-pd"
    "export --spans"
    "export --panel year --on-day 07-01"
    "conflicts travis-county-sheriff --on 2017-09-26"
    "conflicts"
    "check"
)
printf '%-74s %9s %9s %6s\n' command median sqlite3 ratio
for command in "${commands[@]}"; do
    # What finds something ends with status 1.
    hyperfine -N -i --warmup 3 --runs "$runs" --export-csv "$folder/times.csv" \
        "$comity $command" "$shell" >/dev/null 2>&1
    # command,mean,stddev,median,user,system,min,max; a command may hold commas itself.
    awk -F, -v name="comity $command" '
        NR == 2 { ours = $(NF - 4) * 1000 }
        NR == 3 { theirs = $(NF - 4) * 1000 }
        END { printf "%-74s %6.1f ms %6.1f ms %6.2f\n", name, ours, theirs, ours / theirs }
    ' "$folder/times.csv"
done
