// Package nats has what Versity's gateway names of github.com/nats-io/nats.go, and does nothing.
package nats

import "errors"

type Conn struct{}

func Connect(string) (*Conn, error) { return nil, errors.ErrUnsupported }

func (*Conn) Publish(string, []byte) error { return errors.ErrUnsupported }
func (*Conn) Close()                       {}
