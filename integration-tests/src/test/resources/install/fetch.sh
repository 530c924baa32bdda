#!/bin/sh
# Unpacks Debian packages, and what they need that this machine lacks, below a folder: without root, and without a word
# to the machine's own package lists.
# Usage: fetch.sh FOLDER PACKAGE...
set -eu
folder=$1
shift
mkdir -p "$folder/lists/partial" "$folder/archives/partial" "$folder/root"
apt() {
  apt-get -q -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder" -o "Dir::Cache::archives=$folder/archives" \
    -o Debug::NoLocking=true -o APT::Sandbox::User= "$@"
}
apt update
packages=$(apt install --simulate --no-install-recommends "$@" | sed -n 's/^Inst \([^ ]*\).*/\1/p')
cd "$folder/archives"
apt download $packages
for package in *.deb; do dpkg-deb -x "$package" "$folder/root"; done
