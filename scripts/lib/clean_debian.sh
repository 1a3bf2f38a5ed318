# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A Debian 12 as it is when just installed, in a folder: what does the project do on one? Needs root and debootstrap. To be
# sourced.

# clean_debian FOLDER: a Debian 12 with nothing but its essential packages, from where this system has its own.
clean_debian() {
    local folder=$1 mirror
    # shellcheck disable=SC2016 # apt-get replaces it
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
    [[ -n $mirror ]] || return
    debootstrap --variant=minbase bookworm "$folder" "$mirror" || return
    rm -f "$folder/etc/apt/sources.list"
    cp -a /etc/apt/sources.list* /etc/apt/apt.conf.d "$folder/etc/apt/" || return
    cp /etc/resolv.conf "$folder/etc/resolv.conf" || return
    printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n' >"$folder/etc/hosts" # as Debian's installer does
}

# within FOLDER COMMAND...: runs it with that folder as root, in namespaces of its own, so that nothing stays mounted.
within() {
    local folder=$1
    shift
    # Not chroot(1): in one the kernel gives nobody a user namespace (unshare(2), EPERM), so no private network.
    # shellcheck disable=SC2016 # the inner shell's
    unshare --mount --pid --fork -- bash -c 'mount --bind "$0" "$0" && mount -t proc proc "$0/proc" &&
        mount --rbind /sys "$0/sys" && mount --rbind /dev "$0/dev" && cd "$0" && pivot_root . mnt && umount --lazy /mnt && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' \
        "$folder" "$@"
}
