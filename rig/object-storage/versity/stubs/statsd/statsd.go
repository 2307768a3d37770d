// Package statsd has what Versity's gateway names of github.com/smira/go-statsd, and sends nothing.
package statsd

type (
	Client      struct{}
	Option      struct{}
	Tag         struct{}
	TagEncoding struct{}
)

var TagFormatInfluxDB *TagEncoding

func NewClient(string, ...Option) *Client  { return &Client{} }
func MetricPrefix(string) Option           { return Option{} }
func TagStyle(*TagEncoding) Option         { return Option{} }
func DefaultTags(...Tag) Option            { return Option{} }
func StringTag(string, string) Tag         { return Tag{} }
func (*Client) Incr(string, int64, ...Tag) {}
func (*Client) Close() error               { return nil }
