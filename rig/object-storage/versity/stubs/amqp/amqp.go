// Package amqp has what Versity's gateway names of github.com/rabbitmq/amqp091-go, and does nothing.
package amqp

import (
	"errors"
	"time"
)

type (
	Connection struct{}
	Channel    struct{}
	Publishing struct {
		Timestamp              time.Time
		ContentType, MessageId string
		Body                   []byte
	}
)

func Dial(string) (*Connection, error) { return nil, errors.ErrUnsupported }

func (*Connection) Channel() (*Channel, error) { return nil, errors.ErrUnsupported }
func (*Connection) Close() error               { return nil }

func (*Channel) Publish(_, _ string, _, _ bool, _ Publishing) error { return errors.ErrUnsupported }
func (*Channel) Close() error                                       { return nil }
