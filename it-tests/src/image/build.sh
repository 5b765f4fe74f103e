#!/bin/sh
# Builds the image of the mock without a registry: on a base of Debian packages, with buildah. Prints what it does.
#
#   build.sh FOLDER   keeps base and storage in FOLDER; the base is built once.
#                     Leaves FOLDER/image.json, its configuration, and FOLDER/root, its files.
set -eu

folder=$1
root=$(cd "$(dirname "$0")/../../.." && pwd)

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
if [ ! -d "$folder/base" ]; then
    # shellcheck source=/dev/null
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mmdebstrap --variant=minbase --format=directory --include=openjdk-17-jre-headless "$release" "$folder/base.part"
    mv "$folder/base.part" "$folder/base"
fi

buildah() {
    # vfs mounts nothing, so that "mvn clean" can delete it.
    BUILDAH_ISOLATION=chroot command buildah --storage-driver vfs --root "$folder/storage" --runroot "$folder/run" "$@"
}

if ! buildah inspect --type image localhost/mock-arm-base >/dev/null 2>&1; then
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$folder/base" /
    buildah commit --quiet --rm "$container" mock-arm-base
fi
buildah build --pull-never --format docker --from localhost/mock-arm-base --tag mock-arm "$root/mock-arm"
buildah inspect --type image localhost/mock-arm >"$folder/image.json"

# The root folder of a container, as an engine would mount it.
buildah rm --all >/dev/null
ln -sfn "$(buildah mount "$(buildah from --pull-never localhost/mock-arm)")" "$folder/root"
