#!/bin/sh
set -e

# The real entrypoint prints itself before it does anything, so that `docker logs` begins with this text.
cat "$0"

exec /usr/local/bin/dagger-engine --config /etc/dagger/engine.toml "$@"
