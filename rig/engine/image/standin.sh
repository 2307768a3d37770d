# What the engine and its functions share: where the state is, and how the "databases" are read and written.
# A stand-in: no line of it comes from Dagger.

state=/var/lib/dagger
run=/run/dagger
worker=$state/worker
blobs=$worker/content/blobs/sha256
snapshots=$worker/snapshots/snapshots
db=$state/dagql-cache.db
# One line a result of this run of the engine: what a kill loses.
unsaved=$run/results
megabyte=1048576

# The version of what a database holds: a constant of the engine's, absent before 0.21.
schema() {
  case "$DAGGER_VERSION" in
    v0.1?.* | v0.20.*) ;;
    v0.* | v1.0.0-beta.[1-7]) echo 16 ;;
    *) echo 17 ;;
  esac
}

# writes so many random bytes, which busybox's head reads one by one
noise() { dd if=/dev/urandom bs=1M count="$1" iflag=count_bytes,fullblock status=none; }

# has a clean-shutdown mark
marks() { [ -n "$(schema)" ]; }

# A database is a block of 4096 bytes of "name value" lines, then result lines, then "end", then filling.
meta() { [ ! -f "$db" ] || dd if="$db" bs=4096 count=1 2>/dev/null | sed -n "s/^$1 //p"; }

write_meta() {
  { printf 'stand-in dagql cache\n'
    [ -z "$(schema)" ] || printf 'schema_version %s\nclean_shutdown %s\n' "$(schema)" "$1"
    head -c 4096 /dev/zero | tr '\0' '\n'
  } | dd of="$db" bs=4096 count=1 iflag=fullblock conv=notrunc 2>/dev/null
}

saved_results() { [ ! -f "$db" ] || dd if="$db" bs=4096 skip=1 2>/dev/null | sed -n '/^end$/q; p'; }

# The newest line of each result, of every release's.
all_results() {
  { saved_results; cat "$unsaved" 2>/dev/null || :; } |
    awk '{ line[$1] = $0 } END { for (key in line) if (line[key] !~ / removed$/) print line[key] }' | sort
}

# 0.20 keeps its results where 0.21 and later do not look, and the other way round: neither discards the other's.
space() { if marks; then echo dagger; else echo buildkit; fi; }

# "KEY SNAPSHOT WORD..." of each result of this release's
results() { all_results | sed -n "s#^$(space)/##p"; }

# result KEY: "SNAPSHOT WORD...", or nothing
result() { results | awk -v key="$1" '$1 == key { sub(/^[^ ]* /, ""); print }'; }

remember() { echo "$(space)/$*" >>"$unsaved"; }

# A directory number that no snapshot has, as a snapshotter counts them.
next_snapshot() {
  mkdir -p "$snapshots"
  until mkdir "$run/snapshot.lock" 2>/dev/null; do usleep 10000; done
  last=$(ls "$snapshots" | sort -n | tail -n 1)
  number=$((${last:-0} + 1))
  mkdir -m 700 "$snapshots/$number"
  mkdir "$snapshots/$number/fs" "$snapshots/$number/work"
  rmdir "$run/snapshot.lock"
  echo "$number"
}

configuration=/etc/dagger/engine.json

# space_value NAME: bytes of a space value of engine.json's gc, as the engine reads it; 0 when it is not there.
space_value() {
  [ -f "$configuration" ] || { echo 0; return; }
  value=$(tr -d '\n' <"$configuration" | sed -n "s/.*\"$1\": *\"\{0,1\}\([0-9.]*[%a-zA-Z]*\).*/\1/p")
  total=$(df -Pk "$state" | awk 'NR == 2 { print $2 }')
  # Units are powers of 1024; percentages are of the filesystem, and rounded up to whole gigabytes.
  awk -v value="$value" -v total="$total" 'BEGIN {
    unit = toupper(substr(value, match(value, /[%a-zA-Z]/) ? RSTART : length(value) + 1, 1))
    bytes = value + 0
    if (unit == "%") bytes = (int(total * bytes / 100 / 1024 / 1024) + 1) * 1000000000
    else for (power = index("KMGTP", unit "" ? unit : "-"); power > 0; power--) bytes *= 1024
    printf "%.0f", bytes
  }'
}

# How many hours what is unused is kept of what the first default policy drops; nothing where no policy drops it.
keep_hours() {
  policies=$(tr -d '\n' <"$configuration" 2>/dev/null | sed -n 's/.*"policies": *\[\(.*\)/\1/p')
  case "$policies" in
    '' | \]*) echo 48 ;;
    *) echo "$policies" | sed -n 's/.*exec\.cachemount[^}]*"keepDuration": *"\([0-9]*\)h".*/\1/p' ;;
  esac
}

# used SNAPSHOT: notes that a result was used now.
used() { : >"$snapshots/$1/used"; }

# Above a total, removes cache volumes that are unused for longer than the policy keeps them.
drop_unused() {
  hours=$(keep_hours)
  total=$(entries | awk '{ sum += $3 } END { printf "%.0f", sum }')
  [ -n "$hours" ] && [ "$total" -gt "${STANDIN_UNUSED_ABOVE:-512000000}" ] || return 0
  results | while read -r key number _; do
    case "$key" in cache-volume:*) ;; *) continue ;; esac
    [ -n "$(find "$snapshots/$number/used" -mmin "+$((hours * 60))")" ] || continue
    rm -rf "${snapshots:?}/$number"
    remember "$key removed"
  done
}

# "SNAPSHOT KEY BYTES" of each result of this release's, the one made first first
entries() { results | while read -r key number _; do echo "$number $key $(du -sk "$snapshots/$number" | cut -f1)"; done | sort -n | awk '{ print $1, $2, $3 * 1024 }'; }

# Whether a policy drops results of a field whenever the engine collects.
drops_field() { grep -q "\"description==$1\"" "$configuration" 2>/dev/null; }

# prune KEEP: removes results, those made first first, until no more than KEEP bytes are left; before, those that a
# policy of their own drops.
prune() {
  used=$(entries | awk '{ sum += $3 } END { printf "%.0f", sum }')
  removed=$(entries | while read -r number key bytes; do
    case "$key" in
      withTimestamps:*) drops_field withTimestamps || [ "$used" -gt "$1" ] || continue ;;
      *) [ "$used" -gt "$1" ] || continue ;;
    esac
    rm -rf "${snapshots:?}/$number"
    remember "$key removed"
    ! marks || engine_log INFO 'dagql pruned result' "resultID=$number"
    echo "$number"
    used=$((used - bytes))
  done)
  # From 0.21 what nothing refers to is only looked for once something was removed.
  [ -z "$removed" ] && marks || collect
}

# Removes the snapshots that no result names.
collect() {
  all_results | cut -d' ' -f2 | sort -u >"$run/named"
  for path in "$snapshots"/*; do
    [ ! -d "$path" ] || grep -qx "${path##*/}" "$run/named" || rm -rf "$path"
  done
}

# A line of the engine's own log, from whatever process: engine_log LEVEL MESSAGE FIELDS
engine_log() { echo "time=$(date -u +%Y-%m-%dT%H:%M:%S).000Z level=$1 msg=\"$2\" $3" >/proc/1/fd/2; }

# The processes of connected clients
connections() {
  for path in "$run"/connections/*; do
    [ ! -e "$path" ] || ! kill -0 "${path##*/}" 2>/dev/null || echo "${path##*/}"
  done
}

# What snapshots of an overlay filesystem carry and careless copies lose.
peculiarities() {
  fs=$1 number=$2
  mkdir -p "$fs/standin/replaced" "$fs/standin/owners"
  mknod "$fs/standin/deleted" c 0 0
  setfattr -n trusted.overlay.opaque -v y "$fs/standin/replaced"
  setfattr -n trusted.overlay.origin -v 0s+wA= "$fs/standin/owners"
  echo "linked $number" >"$fs/standin/linked"
  ln "$fs/standin/linked" "$fs/standin/linked-again"
  ln -s linked "$fs/standin/symlink"
  echo 'setuid' >"$fs/standin/setuid" && chmod 4755 "$fs/standin/setuid"
  echo 'ping' >"$fs/standin/capable" && chmod 755 "$fs/standin/capable"
  # cap_net_raw+ep, as in /usr/include/linux/capability.h: revision 2, effective; permitted bit 13
  setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 "$fs/standin/capable"
  echo 'secret' >"$fs/standin/shadow" && chown 0:42 "$fs/standin/shadow" && chmod 640 "$fs/standin/shadow"
  truncate -s 8M "$fs/standin/sparse"
  echo end >>"$fs/standin/sparse"
  mkfifo "$fs/standin/fifo"
  mkdir -m 1777 "$fs/standin/tmp"
  for owner in 1 33 65534 100000; do
    echo "$owner" >"$fs/standin/owners/$owner"
    chown "$owner:$((owner + 1))" "$fs/standin/owners/$owner"
  done
  touch -d '2001-02-03 04:05:06' "$fs/standin/linked"
}
