#!/bin/sh
# Runs dockerd until stdin ends, as it does when the process that started this one ends, however it ends. Then
# removes what is left below the folder: mounts, loop devices and files. A line on stdin stops the daemon too, but
# leaves the folder as it is.
# Usage: docker-daemon.sh FOLDER in-memory|on-disk ARGUMENTS-OF-DOCKERD...
folder=$1 data=$2
shift 2

# A signal ends the `read` below, and what follows it is done all the same.
trap : HUP INT TERM
/bin/busybox ip link set lo up
# A daemon that is started again finds its data as it left them.
if [ "$data" = in-memory ] && [ ! -d "$folder/data" ]; then
  mkdir -p "$folder/data" && mount -t tmpfs -o mode=711 tmpfs "$folder/data"
fi
# With less garbage collection than a daemon of a machine, because several share two cores.
GOGC=400 dockerd "$@" >>"$folder/dockerd.log" 2>&1 </dev/null &
daemon=$!
read -r stop_only
kill "$daemon"
wait "$daemon"
[ -z "$stop_only" ] || exit 0

# The deepest mounts first.
cut -d ' ' -f 5 /proc/self/mountinfo | grep "^$folder/" | sort -r | while read -r place; do
  umount "$(printf %b "$place")"
done
for file in /sys/block/loop*/loop/backing_file; do
  read -r image <"$file" || continue
  case "$image" in "$folder"/*) losetup --detach "/dev/$(echo "$file" | cut -d / -f 4)" ;; esac
done 2>/dev/null
rm -rf -- "$folder"
