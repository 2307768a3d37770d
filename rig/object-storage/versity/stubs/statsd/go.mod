module github.com/smira/go-statsd

go 1.25.0
