#!/usr/bin/env bash
# Times `comity import` of a made-up table (100,000 directives, 300,000 rules) as a whole process, in
# turn with the sqlite3 shell, which takes the same table into fewer and leaner tables
# (benches/import.sql), and with `sqlite-utils insert` into one flat table. Then a second import of
# the same table, and an export. Needs awk, sqlite3, /usr/bin/time (Debian packages) and, for its
# line, sqlite-utils (pip install sqlite-utils). Prints seconds, processor seconds, peak memory, and
# the ratios to import.
set -euo pipefail
cd "$(dirname "$0")/.."

directives=${DIRECTIVES:-100000}
comity=${COMITY:-target/release/comity}
[ -n "${COMITY:-}" ] || cargo build --release --quiet
comity=$(realpath "$comity")
sql=$(realpath benches/import.sql)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
awk -v directives="$directives" -v folder="$folder" -f benches/generate.awk
cd "$folder"
export COMITY_DB=$folder/ours.db
"$comity" init --quiet >said
"$comity" load places.toml organizations.toml --quiet --yes >said
printf '%d directives, %d rules, %d MB\n' "$directives" $((directives * 3)) \
    $(($(stat -c %s rules.csv) / 1000000))
printf '%-34s %8s %8s %8s %7s\n' command seconds cpu memory ratio

# name, then the command; reads `said` for nothing but errors.
measure() {
    local name=$1
    shift
    sync
    if ! /usr/bin/time -f '%e %U %S %M' -o times "$@" >said 2>&1; then
        cat said >&2
        return 1
    fi
    tail -n 1 times | awk -v name="$name" -v base="${base:-0}" '{
        ratio = base > 0 ? sprintf("%.2f", $1 / base) : "1.00"
        printf "%-34s %8.2f %8.2f %5d MB %7s\n", name, $1, $2 + $3, $4 / 1024, ratio
    }'
    [ -n "${base:-}" ] || base=$(tail -n 1 times | cut -d ' ' -f 1)
}

measure "comity import" "$comity" import rules.csv
measure "sqlite3, four lean tables" sh -c "sqlite3 lean.db <'$sql'"
if command -v sqlite-utils >/dev/null; then
    measure "sqlite-utils insert, one table" sqlite-utils insert flat.db rules rules.csv --csv
else
    echo "sqlite-utils is not there: its line is left out"
fi
measure "comity import, nothing new" "$comity" import rules.csv
measure "comity export" "$comity" export -o out.csv
# An export has its rows in the order of ids.
cmp <(sort rules.csv) <(sort out.csv)
echo "what came out is what went in"
