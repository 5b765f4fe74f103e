#!/bin/sh
# Builds the image of the mock without a registry: on a base of Debian packages, with buildah. Prints what it does.
#
#   build.sh FOLDER   keeps base and storage in FOLDER; the base is built once
set -eu

folder=$1
root=$(cd "$(dirname "$0")/../../.." && pwd)
base=$folder/base.tar

missing() {
    for tool in buildah mmdebstrap; do
        command -v "$tool" >/dev/null || echo "$tool"
    done
}

if [ -n "$(missing)" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "-Pimage needs $(missing | tr '\n' ' ')to build an image; as root on Debian, it installs them" >&2
        exit 1
    fi
    apt-get update -q
    # shellcheck disable=SC2046 # one package a word
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(missing)
fi
if [ "$(id -u)" != 0 ]; then
    echo "-Pimage must be run by root: it mounts the image and changes to its root folder" >&2
    exit 1
fi

mkdir -p "$folder"
if [ ! -f "$base" ]; then
    mmdebstrap --variant=minbase --include=openjdk-17-jre-headless,ca-certificates "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$base.part"
    mv "$base.part" "$base"
fi

buildah() {
    STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot command buildah --root "$folder/storage" --runroot "$folder/run" "$@"
}

if ! buildah inspect --type image mock-arm-base >/dev/null 2>&1; then
    container=$(buildah from --name mock-arm-base-making scratch)
    buildah add --quiet "$container" "$base" /
    buildah commit --quiet --rm "$container" mock-arm-base
fi
buildah build --quiet --pull-never --format docker --from localhost/mock-arm-base --tag mock-arm "$root/mock-arm"
buildah from --name mock-arm --replace --pull-never localhost/mock-arm
