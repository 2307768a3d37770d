// Package vault has what Versity's gateway names of github.com/hashicorp/vault-client-go, and does nothing.
package vault

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/vault-client-go/schema"
)

type (
	ClientOption  struct{}
	RequestOption struct{}

	TLSConfiguration struct {
		ServerCertificate, ClientCertificate, ClientCertificateKey struct{ FromBytes []byte }
	}

	Client struct {
		Auth    Auth
		Secrets Secrets
	}
	Auth    struct{}
	Secrets struct{}

	Response[T any] struct {
		Data T
		Auth struct{ ClientToken string }
	}
)

func New(...ClientOption) (*Client, error)          { return nil, errors.ErrUnsupported }
func (*Client) SetToken(string) error               { return errors.ErrUnsupported }
func WithAddress(string) ClientOption               { return ClientOption{} }
func WithRequestTimeout(time.Duration) ClientOption { return ClientOption{} }
func WithTLS(TLSConfiguration) ClientOption         { return ClientOption{} }
func WithMountPath(string) RequestOption            { return RequestOption{} }
func WithNamespace(string) RequestOption            { return RequestOption{} }
func IsErrorStatus(error, int) bool                 { return false }

func (Auth) AppRoleLogin(
	context.Context, schema.AppRoleLoginRequest, ...RequestOption,
) (*Response[any], error) {
	return nil, errors.ErrUnsupported
}

func (Secrets) KvV2Write(
	context.Context, string, schema.KvV2WriteRequest, ...RequestOption,
) (*Response[any], error) {
	return nil, errors.ErrUnsupported
}

func (Secrets) KvV2WriteMetadata(
	context.Context, string, schema.KvV2WriteMetadataRequest, ...RequestOption,
) (*Response[any], error) {
	return nil, errors.ErrUnsupported
}

func (Secrets) KvV2Read(context.Context, string, ...RequestOption) (*Response[schema.KvV2Read], error) {
	return nil, errors.ErrUnsupported
}

func (Secrets) KvV2List(context.Context, string, ...RequestOption) (*Response[schema.KvV2List], error) {
	return nil, errors.ErrUnsupported
}

func (Secrets) KvV2DeleteMetadataAndAllVersions(
	context.Context, string, ...RequestOption,
) (*Response[any], error) {
	return nil, errors.ErrUnsupported
}
