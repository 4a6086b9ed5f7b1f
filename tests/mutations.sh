#!/usr/bin/env bash
# Breaks the code one mechanism at a time and expects the simulation to see it: a mutation that stays green means the
# test is blind there. One extra build; the release binaries contain none of this.
#   tests/mutations.sh [BUILD_DIR] [SEEDS] [MUTATION…]
# Mechanisms that stand in for each other are taken out together (nofence+nofloor); what even so needs more bad luck than
# a night of seeds (nofp: a restored store that reuses exactly the numbers the server still remembers) is shown by the
# unit tests of the sync service. So are the roles, and the lock that only several connections meet.
#
# Two mutations of the design's model have no counterpart here: the engine has one request under way at a time, so no
# stale page can meet a fresh tombstone, and a restored store is caught by the server's fence even before its own check
# (tst_syncengine and tst_syncservice hold both mechanisms).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$here/build/mutations}
seeds=${2:-600}
shift $(($# > 2 ? 2 : $#))
all=(noshadow noack latebase noprivacy noheld noteam keepkids posatsend optime nosplit busyloop
    arrival looseapplied noabsent noself nodedupe nofence+nofloor nofp noscope noredelete
    norescope nokidscope scopegrave nocourtesy noviewer nolock)
[ $# -gt 0 ] && all=("$@")
units=(tst_syncservice tst_sharing tst_syncstore)

cmake -S "$here" -B "$build" -DMIMIR_MUTATIONS=ON >/dev/null || exit 1
cmake --build "$build" --target tst_simulation "${units[@]}" -j "$(nproc)" >/dev/null || { echo "the mutations do not build" >&2; exit 1; }
red=0
green=()
for name in "${all[@]}"; do
    seen=
    if ! out=$(MIMIR_MUTATION=$name MIMIR_SIM_STOP=1 MIMIR_SIM_SEEDS=$seeds "$build/bin/tst_simulation" nothingIsLostAndAllConverge 2>&1); then
        seen="simulation, $(grep -m1 -o 'seed [0-9]*: .*' <<<"$out" | cut -c1-110)"
    fi
    for unit in "${units[@]}"; do
        [ -n "$seen" ] && break
        out=$(MIMIR_MUTATION=$name "$build/bin/$unit" 2>&1) || seen="$unit, $(grep -m1 -o 'FAIL!.*' <<<"$out" | cut -c1-110)"
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
