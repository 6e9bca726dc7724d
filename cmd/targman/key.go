package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"targman/pipeline/backend"
	"targman/pipeline/fsys"
)

// mostKey is the longest file with a key, in bytes; a service account's has two
// thousand.
const mostKey = 64 << 10

// credentialsEnv names the folder in which systemd puts credentials
// (https://systemd.io/CREDENTIALS/).
const credentialsEnv = "CREDENTIALS_DIRECTORY"

// key reads the key of an engine, and says where it is from. A file or a
// credential that is named comes before the environment.
func (t *translation) key(engine string, c *ServiceConfig) (backend.Secret, string, error) {
	setting := "backends." + engine + ".key_"
	switch {
	case c.KeyFile != "" && c.KeyCredential != "":
		return "", "", fmt.Errorf("%s: %sfile and %scredential are both set; keep one", t.cfg.origins[setting+"credential"].place, setting, setting)
	case c.KeyFile != "":
		key, err := keyFile(c.KeyFile, true)
		if err != nil {
			err = fmt.Errorf("%s: %sfile: %w", t.cfg.origins[setting+"file"].place, setting, err)
		}
		return key, "the file " + c.KeyFile, err
	case c.KeyCredential != "":
		key, err := t.credential(c.KeyCredential)
		if err != nil {
			err = fmt.Errorf("%s: %scredential: %w", t.cfg.origins[setting+"credential"].place, setting, err)
		}
		return key, "the credential " + c.KeyCredential, err
	case c.KeyEnv != "":
		key, _ := lookup(t.env, c.KeyEnv)
		return backend.Secret(key), "the environment variable " + c.KeyEnv, nil
	}
	return "", "", nil
}

func (t *translation) credential(name string) (backend.Secret, error) {
	folder, _ := lookup(t.env, credentialsEnv)
	switch {
	case folder == "":
		return "", fmt.Errorf("systemd gave no credentials to this process (%s is not set); add LoadCredential=%s:… to its unit", credentialsEnv, name)
	case !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`):
		return "", fmt.Errorf("%q is no name of a credential", name)
	}
	return keyFile(filepath.Join(folder, name), false)
}

// keyFile reads a key. A file that others may read is no secret any more; the
// permissions of credentials are systemd's.
func keyFile(name string, private bool) (backend.Secret, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read key %s: %w", name, fsys.Cause(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("read key %s: %w", name, fsys.Cause(err))
	}
	if mode := info.Mode().Perm(); private && mode&0o077 != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("others may read or write %s (its mode is %#o); run `chmod 600 %s`, and take a new key if it was there for long", name, mode, name)
	}
	data, err := io.ReadAll(io.LimitReader(f, mostKey+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read key %s: %w", name, fsys.Cause(err))
	case len(data) > mostKey:
		return "", fmt.Errorf("%s has more than %d bytes; a key is shorter", name, mostKey)
	case strings.TrimSpace(string(data)) == "":
		return "", fmt.Errorf("%s is empty", name)
	}
	return backend.Secret(data), nil
}
