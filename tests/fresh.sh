#!/usr/bin/env bash
# Both commands of the README on a bare machine: a minimal Debian made by debootstrap, a clean clone of what is
# committed here, an empty home. `tests/run.sh --full fresh` calls it; arguments go to the inner tests/run.sh.
#
# The bare system has its own mount and process namespaces and nothing of this machine bound into it, so that
# removing it can never affect anything outside.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suite=${MIMIR_FRESH_SUITE:-bookworm}
log=$root/build/fresh.log
mkdir -p "$root/build"

if [[ ${1-} != --inside ]]; then
    if ((EUID != 0)); then
        echo "Only root can create a bare Debian: sudo tests/run.sh --full fresh" >&2
        exit 2
    fi
    if [[ -n $(git -C "$root" status --porcelain) ]]; then
        echo "== uncommitted changes are not tried"
    fi
    place=$(mktemp -d "${MIMIR_FRESH_DIR:-/var/tmp}/mimir-fresh.XXXXXX")
    trap 'rm -rf --one-file-system -- "$place"' EXIT
    set +e
    unshare --mount --pid --fork --ipc --uts --kill-child --propagation private \
        "$root/tests/fresh.sh" --inside "$place" "$@" 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
    exit "$code"
fi
shift
place=$1
shift

bare=$place/root
user_home=/home/newcomer
clone=$user_home/mimir-sync

# The mirror that this machine's own apt has for a code name.
mirror_of() {
    apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | sed -n "s/ $1\$//p" | sort -u | head -n 1
}

make_bare_system() {
    local mirror
    mirror=$(mirror_of "$suite")
    # shellcheck source=/dev/null
    [[ -n $mirror ]] || mirror=$(mirror_of "$(source /etc/os-release && echo "$VERSION_CODENAME")")
    if [[ -z $mirror ]]; then
        echo "This machine's apt knows no mirror for $suite." >&2
        return 1
    fi
    echo "== a bare $suite"
    debootstrap --variant=minbase "$suite" "$bare" "$mirror" >"$place/debootstrap.log" 2>&1 \
        || { tail -n 20 "$place/debootstrap.log" >&2 && return 1; }
    # How to reach packages is configured on this machine, as it would be on the newcomer's.
    cp /etc/resolv.conf "$bare/etc/resolv.conf"
    apt-config dump Acquire | grep -E '^Acquire::(http|https|Retries)' >"$bare/etc/apt/apt.conf.d/99fresh" || true
    local updates
    for updates in "$suite-updates" "$suite-security"; do
        mirror=$(mirror_of "$updates")
        [[ -z $mirror ]] || echo "deb $mirror $updates main" >>"$bare/etc/apt/sources.list"
    done
}

# New kernel file systems, none of this machine's.
mount_kernel_filesystems() {
    mount --bind "$bare" "$bare" # the bare system's own directory: pivot_root wants a mount
    mount -t proc proc "$bare/proc"
    mount -t sysfs -o ro sysfs "$bare/sys"
    mount -t tmpfs -o mode=755 tmpfs "$bare/dev"
    local node
    for node in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0"; do
        # shellcheck disable=SC2086
        set -- $node
        mknod -m 666 "$bare/dev/$1" c "$2" "$3"
    done
    mkdir "$bare/dev/pts" "$bare/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$bare/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$bare/dev/shm"
    ln -s pts/ptmx "$bare/dev/ptmx"
    ln -s /proc/self/fd "$bare/dev/fd"
    ln -s fd/0 "$bare/dev/stdin"
    ln -s fd/1 "$bare/dev/stdout"
    ln -s fd/2 "$bare/dev/stderr"
}

# in_bare COMMAND…: with only the environment that a login provides.
in_bare() {
    env -i HOME=$user_home PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
        "${passed_on[@]}" bash -c 'cd "$1" && shift && exec "$@"' bash "$clone" "$@"
}

passed_on=()
for name in MIMIR_SIM_SEEDS MIMIR_KILLS; do
    [[ -z ${!name-} ]] || passed_on+=("$name=${!name}")
done

make_bare_system
mkdir -p "$bare$user_home"
git clone -q --no-hardlinks "file://$root" "$bare$clone"
echo "== a clean clone of $(git -C "$bare$clone" log -1 --format='%h %s')"
mount_kernel_filesystems
mkdir "$bare/.outside"
cd "$bare"
pivot_root . .outside
cd /
umount -l /.outside
rmdir /.outside
exec </dev/null

start=$SECONDS
code=0
in_bare tests/run.sh "$@" || code=$?
tests_took=$((SECONDS - start))
# A red test does not hide how the other command does.
start=$SECONDS
in_bare installer/try.sh --once || code=$?
echo "== from nothing: tests/run.sh in $tests_took s, installer/try.sh --once in $((SECONDS - start)) s, exit code $code"
exit "$code"
