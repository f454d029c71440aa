#!/bin/sh
# Plays a lesson in a copy of its folder: play.sh FOLDER
set -e
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$1/." "$copy"
cd "$copy"
sh ./run.sh
