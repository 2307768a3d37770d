// What CI asks of a real engine, cold and warm: each function shows one kind of cache.
package main

import (
	"context"
	"strconv"
	"time"

	"dagger/warm/internal/dagger"
)

type Warm struct{}

// The time at which a layer was built: the same again from a layer that was kept.
func (m *Warm) Layer(ctx context.Context) (string, error) {
	return dag.Container().From("alpine:3").WithExec([]string{"date", "+%s%N"}).Stdout(ctx)
}

// The number of calls so far, from a cache volume that outlives the job. `nonce` makes each call different.
func (m *Warm) Volume(ctx context.Context, nonce string) (string, error) {
	return dag.Container().From("alpine:3").
		WithMountedCache("/kept", dag.CacheVolume("warm-count"), dagger.ContainerWithMountedCacheOpts{}).
		WithEnvVariable("NONCE", nonce).
		WithExec([]string{"sh", "-c", "echo >>/kept/calls; wc -l </kept/calls | tr -d ' \n'"}).
		Stdout(ctx)
}

// The time at which the function itself ran: the same again from a call that was kept.
func (m *Warm) Call() string {
	return strconv.FormatInt(time.Now().UnixNano(), 10)
}
