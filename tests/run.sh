#!/usr/bin/env bash
# One command from a clean clone to the result of all tests. The last lines and the exit code are ctest's.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=../installer/packages.sh
source "$root/installer/packages.sh"

usage() {
    cat <<'TEXT'
Usage: tests/run.sh [--label LABEL]…   the default run, or only some kinds of tests
       tests/run.sh --full PART        a long part:
           kills        200 kill -9 of client and server, and of who follows agents' histories (MIMIR_KILLS and
                        MIMIR_SOURCE_KILLS change the numbers)
           stopped      200 devices whose server stops, by SIGTERM, SIGKILL or SIGSTOP (MIMIR_STOPS changes the number)
           starts       200 programs of one profile refresh the sign-in at once (MIMIR_STARTS)
           simulation   10,000 seeds (MIMIR_SIM_SEEDS)
           model        20,000 random operations of several people on PostgreSQL (MIMIR_MODEL_OPS)
           benchmarks   rates and ratios, 10,000 and 100,000 items
           growth       batch and pull at 10,000 and 1,000,000 stored items (MIMIR_GROWTH_ITEMS, such as 5000000)
           cost         what the tray and `mimir sync run` cost, real sizes and limits (needs an otherwise idle computer)
           lines        500 items over lines of 16, 48 and 500 KB/s that cut off 1, 5 and 30 % of the requests
           load         200 devices and 5,000 waiting ones, on SQLite and on one and two nodes over PostgreSQL
           asan         unit, property, simulation and integration under AddressSanitizer and UBSan
           fuzz         each fuzz target for 60 s with AddressSanitizer, UBSan and coverage (MIMIR_FUZZ_SECONDS)
           fresh        both commands of the README on a bare Debian created for it, as root (log: build/fresh.log)
           mutations    breaks the code on purpose; every break must turn a test red
           tidy         clang-tidy 14 over every file of src/ and tests/; each finding is an error
TEXT
}

part=default
labels=()
while (($#)); do
    case $1 in
    --full) part=${2:?"--full needs a part"} && shift 2 ;;
    --label=*) labels+=("${1#*=}") && shift ;;
    --label) labels+=("${2:?"--label needs a label"}") && shift 2 ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
    esac
done

export LC_ALL=C.UTF-8
build=$root/build/tests
mkdir -p "$root/build"

prepare() {
    install_packages "$root/build/packages.log" "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
    local start=$SECONDS
    echo "== building $build on $(nproc) cores (log: $build.log)"
    build_programs "$root" "$build" "$build.log" "$@"
    echo "== built in $((SECONDS - start)) s"
}

# One more at a time than there are cores: many tests wait. What the simulation met stands under its line.
run_ctest() {
    ctest --test-dir "$build" --output-on-failure --no-tests=error -j "$(($(nproc) + 1))" "$@" \
        | awk -v file="$build/Testing/Temporary/LastTest.log.tmp" '
            { print; fflush() }
            $NF == "sec" && /simulation\/tst_simulation .* Passed/ {
                while ((getline line < file) > 0)
                    if (sub(/^QINFO *: TstSimulation::[^ ]* /, "     ", line)) print line
                close(file)
            }'
    exit "${PIPESTATUS[0]}"
}

case $part in
default)
    prepare
    if ((${#labels[@]})); then
        run_ctest -L "^($(IFS='|' && echo "${labels[*]}"))\$"
    fi
    run_ctest -LE '^(full|cost)$'
    ;;
kills)
    prepare
    export MIMIR_KILLS=${MIMIR_KILLS:-200} MIMIR_SOURCE_KILLS=${MIMIR_SOURCE_KILLS:-200}
    run_ctest -R '^integration/(kill|sources)$' -V --timeout 4500
    ;;
stopped)
    prepare
    export MIMIR_STOPS=${MIMIR_STOPS:-200}
    run_ctest -R '^(integration/stopped|desktop/truth)$' -V --timeout 4500
    ;;
starts)
    prepare
    export MIMIR_STARTS=${MIMIR_STARTS:-200}
    run_ctest -R '^integration/refresh$' -V --timeout 4500
    ;;
simulation)
    prepare
    export MIMIR_SIM_SEEDS=${MIMIR_SIM_SEEDS:-10000} MIMIR_SIM_THREADS=${MIMIR_SIM_THREADS:-$(nproc)}
    run_ctest -L '^simulation$' -V --timeout 4500
    ;;
model)
    prepare
    export MIMIR_MODEL_OPS=${MIMIR_MODEL_OPS:-20000} QTEST_FUNCTION_TIMEOUT=4500000
    run_ctest -R '^property/tst_teams_model$' -V --timeout 4500
    ;;
benchmarks)
    prepare
    run_ctest -L '^(benchmark|full)$' -j 1 -V
    ;;
growth)
    prepare
    run_ctest -R '^benchmark/growth-full$' -j 1 -V
    ;;
cost)
    prepare
    run_ctest -R '^desktop/cost-full$' -j 1 -V
    ;;
lines)
    prepare
    export MIMIR_LINES_FULL=1
    run_ctest -R '^integration/lines$' -j 1 -V --timeout 4500
    ;;
load)
    prepare
    run_ctest -R '^benchmark/load-full$' -j 1 -V
    ;;
asan)
    build=$root/build/asan
    prepare -DCMAKE_BUILD_TYPE=RelWithDebInfo -DMIMIR_PCH=OFF \
        "-DCMAKE_CXX_FLAGS=-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1"
    export MIMIR_SIM_SEEDS=${MIMIR_SIM_SEEDS:-100} MIMIR_KILLS=${MIMIR_KILLS:-5} MIMIR_MEMORY_LIMIT_KIB=2097152
    run_ctest -L '^(unit|property|simulation|integration)$' --timeout 3600
    ;;
fuzz)
    install_packages "$root/build/packages.log" "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
    build=$root/build/fuzz
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DMIMIR_FUZZ=ON \
        "-DMIMIR_FUZZ_SECONDS=${MIMIR_FUZZ_SECONDS:-60}" >"$build.log"
    cmake --build "$build" --parallel "$(nproc)" --target fuzz_targets >>"$build.log"
    run_ctest -L '^fuzz$' -V
    ;;
fresh)
    install_packages "$root/build/packages.log" debootstrap git
    exec "$root/tests/fresh.sh" "${labels[@]/#/--label=}"
    ;;
mutations)
    install_packages "$root/build/packages.log" "${build_packages[@]}" "${test_packages[@]}"
    exec "$root/tests/mutations.sh"
    ;;
tidy)
    install_packages "$root/build/packages.log" clang-tidy-14
    prepare # what the build generates is read, too
    exec "$root/tests/tidy.py" "$build"
    ;;
*)
    usage >&2
    exit 2
    ;;
esac
