#!/usr/bin/env bash
# Breaks the code one mechanism at a time and expects the simulation to see it: a mutation that stays green means the
# test is blind there. One extra build; the release binaries contain none of this.
#   tests/mutations.sh [BUILD_DIR] [SEEDS] [MUTATION…]
# Mechanisms that back each other up are disabled together (nofence+nofloor); what is still too rare for a night of
# seeds (nofp: a restored store that reuses exactly the numbers the server still remembers) is covered by the unit tests
# of the sync service. So are the roles, and the lock that matters only with several connections.
#
# Two mutations of the design's model have no counterpart here: the engine has one request in progress at a time, so no
# stale page can meet a fresh tombstone, and a restored store is caught by the server's fence even before its own check
# (tst_syncengine and tst_syncservice cover both mechanisms).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$here/build/mutations}
seeds=${2:-600}
shift $(($# > 2 ? 2 : $#))
all=(noshadow noack latebase noprivacy noheld noteam keepkids posatsend optime nosplit busyloop
    arrival looseapplied noabsent noself nodedupe nofence+nofloor nofp noscope noredelete
    norescope nokidscope scopegrave nocourtesy noviewer nolock noepoch noproof nopushproof noaddressproof norotfull noredaction nooriginal anyoriginal
    rowtime nooffer loudoffers nonews anytime anyclock nofolderforms openread deafcommit noasking lateepoch lastboundary believing notrash nohold passingon anygrave)
[ $# -gt 0 ] && all=("$@")
units=(tst_syncservice tst_sharing tst_syncstore tst_replica tst_privacyrules tst_folderrules tst_mergerule tst_recovery tst_servertime tst_retentionclock tst_historyproof tst_syncengine tst_failclosed tst_beliefs tst_trash)

# Qt's own limit of 5 minutes would stop a run of many seeds: a failure that says nothing about the code.
export QT_QPA_PLATFORM=offscreen QTEST_FUNCTION_TIMEOUT=4500000

cmake -S "$here" -B "$build" -G Ninja -DMIMIR_MUTATIONS=ON >/dev/null || exit 1
cmake --build "$build" --target tst_simulation "${units[@]}" -j "$(nproc)" >/dev/null || { echo "building the mutations failed" >&2; exit 1; }

# run_simulation MUTATION SEEDS, run_unit MUTATION TEST: their output, and their exit code.
run_simulation() {
    MIMIR_MUTATION=$1 MIMIR_SIM_THREADS=2 MIMIR_SIM_STOP=1 MIMIR_SIM_SEEDS=$2 "$build/bin/tst_simulation" nothingIsLostAndAllConverge 2>&1
}
run_unit() {
    MIMIR_MUTATION=$1 "$build/bin/$2" 2>&1
}

# Anything that fails without a mutation (a PostgreSQL that does not start, a full disk) would make all of them fail.
out=$(run_simulation "" 20) || { printf 'the simulation fails without a mutation:\n%s\n' "$out" >&2; exit 1; }
for unit in "${units[@]}"; do
    out=$(run_unit "" "$unit") || { printf '%s fails without a mutation:\n%s\n' "$unit" "$out" >&2; exit 1; }
done

red=0
green=()
for name in "${all[@]}"; do
    seen=
    # Only a failed check counts as red; a run that ended otherwise (killed, no database) does not.
    if ! out=$(run_simulation "$name" "$seeds") && found=$(grep -m1 -o 'seed [0-9]*: .*' <<<"$out"); then
        seen="simulation, ${found:0:110}"
    fi
    for unit in "${units[@]}"; do
        [ -n "$seen" ] && break
        if ! out=$(run_unit "$name" "$unit") && found=$(grep -m1 -o 'FAIL!.*' <<<"$out"); then
            seen="$unit, ${found:0:110}"
        fi
    done
    if [ -z "$seen" ]; then
        green+=("$name")
        printf '%-15s GREEN after %s seeds\n' "$name" "$seeds"
        continue
    fi
    red=$((red + 1))
    printf '%-15s red: %s\n' "$name" "$seen"
done
echo "$red passed, ${#green[@]} failed"
[ ${#green[@]} -eq 0 ]
