// Package kafka has what Versity's gateway names of github.com/segmentio/kafka-go, and does nothing.
package kafka

import (
	"context"
	"errors"
	"time"
)

type (
	LeastBytes   struct{}
	Message      struct{ Key, Value []byte }
	Writer       struct{}
	WriterConfig struct {
		Brokers      []string
		Topic        string
		Balancer     *LeastBytes
		BatchTimeout time.Duration
	}
)

func NewWriter(WriterConfig) *Writer { return nil }

func (*Writer) WriteMessages(context.Context, ...Message) error { return errors.ErrUnsupported }
func (*Writer) Close() error                                    { return nil }
