// Serves a folder as object storage, with Versity's gateway: each folder in it is a bucket.
//
// Versity's own program does so, too, but it takes 53 s of CPU to build, this one 31: it leaves out other storages, the
// command line, and what stubs/ replaces.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/versity/versitygw/auth"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

const usage = `usage: SECRETS='{"root": "…", …}' versity ADDRESS FOLDER
SECRETS has the secret of each access key. root may do everything, the others only what a bucket's policy allows.`

// users has the accounts by their access keys. They never change.
type users struct {
	auth.IAMService
	accounts map[string]auth.Account
}

func (u users) GetUserAccount(access string) (auth.Account, error) {
	if account, ok := u.accounts[access]; ok {
		return account, nil
	}
	return auth.Account{}, auth.ErrNoSuchUser
}

// ResolveAccounts returns those of the access keys that have no account.
func (u users) ResolveAccounts(keys []string) ([]string, error) {
	missing := []string{}
	for _, access := range keys {
		if _, ok := u.accounts[access]; !ok {
			missing = append(missing, access)
		}
	}
	return missing, nil
}

func serve(address, folder string, secrets map[string]string) error {
	accounts := map[string]auth.Account{}
	for access, secret := range secrets {
		accounts[access] = auth.Account{Access: access, Secret: secret, Role: auth.RoleUser}
	}
	root := auth.Account{Access: "root", Secret: secrets["root"], Role: auth.RoleAdmin}
	accounts[root.Access] = root

	if err := (meta.XattrMeta{}).Test(folder); err != nil {
		return fmt.Errorf("%s has no extended attributes: %w", folder, err)
	}
	objects, err := posix.New(folder, meta.XattrMeta{}, posix.PosixOpts{CopyObjectThreshold: 5 << 30})
	if err != nil {
		return err
	}
	// The limits are those of Versity's program (v1.8.0, cmd/versitygw/main.go).
	return embedgw.RunVersityGW(context.Background(), objects, &embedgw.Config{
		RootUserAccess:    root.Access,
		RootUserSecret:    root.Secret,
		IAMService:        users{auth.NewIAMServiceSingle(root), accounts},
		Ports:             []string{address},
		MaxConnections:    250_000,
		MaxRequests:       100_000,
		MultipartMaxParts: 10_000,
		Quiet:             true,
	})
}

func main() {
	var secrets map[string]string
	if err := json.Unmarshal([]byte(os.Getenv("SECRETS")), &secrets); err != nil || len(os.Args) != 3 {
		log.Fatal(usage)
	}
	log.Fatal(serve(os.Args[1], os.Args[2], secrets))
}
