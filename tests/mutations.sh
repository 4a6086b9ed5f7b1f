#!/usr/bin/env bash
# Breaks the code one mechanism at a time and expects a test to fail: a mutation that stays green means that the tests
# are blind there. The code itself contains none of this: tests/mutations.patch adds the defects to a copy of the
# sources, in which an environment variable switches them on (MIMIR_MUTATION, several joined by '+').
#   tests/mutations.sh [BUILD_DIR] [SEEDS] [MUTATION…]
#   tests/mutations.sh --edit    puts the patched sources into build/mutations/source, to change a defect or add one
#   tests/mutations.sh --save    makes tests/mutations.patch of what is there
# Mechanisms that back each other up are disabled together (nofence+nofloor); what is still too rare for a night of
# seeds (nofp: a restored store that reuses exactly the numbers the server still remembers) is covered by the unit tests
# of the sync service. So are the roles, and the lock that matters only with several connections.
#
# Two mutations of the design's model have no counterpart here: the engine has one request in progress at a time, so no
# stale page can meet a fresh tombstone, and a restored store is caught by the server's fence even before its own check
# (tst_syncengine and tst_syncservice cover both mechanisms).
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
patch=$here/tests/mutations.patch
build=$here/build/mutations
case ${1-} in
--edit | --save) action=$1 ;;
*)
    action=--run
    build=${1:-$build}
    seeds=${2:-600}
    shift $(($# > 2 ? 2 : $#))
    ;;
esac
source=$build/source

# copy_sources DIR: everything that is tracked or new here, as it is now.
copy_sources() {
    rm -rf -- "$1"
    mkdir -p "$1"
    (cd "$here" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        [ -e "$file" ] && printf '%s\0' "$file"
    done | xargs -0 cp --parents -t "$1")
}

# In a directory of its own, so that git looks at no repository around it.
apply_patch() {
    (cd "$1" && GIT_CEILING_DIRECTORIES=$(dirname "$1") git apply "${@:2}" "$patch")
}

# The patched sources; a file that stays the same keeps its time, so that only what changed is compiled again.
make_patched_sources() {
    copy_sources "$source.new"
    apply_patch "$source.new" --whitespace=nowarn || return 1
    mkdir -p "$source"
    (cd "$source" && find . -type f) | while IFS= read -r file; do
        if cmp -s "$source/$file" "$source.new/$file"; then
            touch -r "$source/$file" "$source.new/$file"
        fi
    done
    rm -rf -- "$source"
    mv "$source.new" "$source"
}

case $action in
--edit)
    copy_sources "$source"
    apply_patch "$source" --whitespace=nowarn --reject 2>&1 | grep -i reject
    echo "Edit $source; where the patch did not fit, a .rej file lies beside the source. Then: tests/mutations.sh --save"
    exit 0
    ;;
--save)
    rejected=$(find "$source/src" -name '*.rej')
    if [ -n "$rejected" ]; then
        printf 'These still wait for you to apply and remove them:\n%s\n' "$rejected" >&2
        exit 1
    fi
    (cd "$build" && ln -sfn "$here" clean && git diff --no-index --no-prefix --unified=2 clean/src source/src) \
        | sed -E '/^diff --git /d; /^(index|new file mode|deleted file mode) /d; s#^--- clean/#--- a/#; s#^\+\+\+ source/#+++ b/#' >"$patch.new"
    rm -f "$build/clean"
    mv "$patch.new" "$patch"
    exit 0
    ;;
esac

all=(noshadow noack latebase noprivacy noheld noteam keepkids posatsend optime nosplit busyloop
    arrival looseapplied noabsent noself nodedupe nofence+nofloor nofp noscope noredelete
    norescope nokidscope scopetombstone nocourtesy noviewer nolock noepoch noproof nopushproof noaddressproof norotfull noredaction nooriginal anyoriginal
    rowtime nooffer loudoffers nonews anytime anyclock nofolderforms openread deafcommit noasking lateepoch lastboundary believing leftout notrash nohold passingon anytombstone
    nolevels noforms noreform nohalve anyaddress nomend notout anyshape anyrow noid)
[ $# -gt 0 ] && all=("$@")
units=(tst_syncservice tst_sharing tst_syncstore tst_replica tst_privacyrules tst_folderrules tst_mergerule tst_recovery tst_servertime tst_retentionclock tst_historyproof tst_syncengine tst_failclosed tst_beliefs tst_trash tst_addresschange tst_teamsuccession tst_accountregistry)

# Qt's own limit of 5 minutes would stop a run of many seeds: a failure that says nothing about the code.
export QT_QPA_PLATFORM=offscreen QTEST_FUNCTION_TIMEOUT=4500000

make_patched_sources || { echo "tests/mutations.patch does not fit the sources any more: tests/mutations.sh --edit" >&2; exit 1; }
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null || exit 1
cmake --build "$build" --target tst_simulation "${units[@]}" -j "$(nproc)" >/dev/null || { echo "the mutations do not build" >&2; exit 1; }

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
