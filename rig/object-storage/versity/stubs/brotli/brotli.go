// Package brotli has what fasthttp names of github.com/andybalholm/brotli, and compresses nothing.
package brotli

import (
	"errors"
	"io"
)

const (
	BestSpeed       = 0
	BestCompression = 11
)

type Reader struct{}

func NewReader(io.Reader) *Reader        { return &Reader{} }
func (*Reader) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }
func (*Reader) Reset(io.Reader) error    { return errors.ErrUnsupported }

type Writer struct{}

func NewWriterLevel(io.Writer, int) *Writer { return &Writer{} }
func (*Writer) Write([]byte) (int, error)   { return 0, errors.ErrUnsupported }
func (*Writer) Flush() error                { return errors.ErrUnsupported }
func (*Writer) Close() error                { return errors.ErrUnsupported }
func (*Writer) Reset(io.Writer)             {}
