// Package statsd has what Versity's gateway names of github.com/DataDog/datadog-go, and sends nothing.
package statsd

import "errors"

type (
	Client struct{}
	Option struct{}
)

func New(string, ...Option) (*Client, error)                 { return nil, errors.ErrUnsupported }
func WithMaxMessagesPerPayload(int) Option                   { return Option{} }
func WithNamespace(string) Option                            { return Option{} }
func WithTags([]string) Option                               { return Option{} }
func (*Client) Count(string, int64, []string, float64) error { return errors.ErrUnsupported }
func (*Client) Close() error                                 { return errors.ErrUnsupported }
