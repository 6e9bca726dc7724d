// Package locales holds the words of interfaces: the program's own messages
// (active.LOCALE.toml) and the strings that news sites put around their
// articles (ui.LOCALE.toml). It loads them with go-i18n; a project may add
// folders of its own in the same form. Start at Load.
package locales

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.toml
var shipped embed.FS

// MaxFileBytes is the greatest size of a message file. The parser of TOML calls
// itself for each bracket; in so much text it cannot exhaust the stack, which no
// program survives.
const MaxFileBytes = 256 << 10

// Catalog is a set of loaded messages.
type Catalog struct {
	bundle *i18n.Bundle
	ui     uiStrings
	tags   []language.Tag
}

// Load reads the shipped messages and then those of the folders, which may add
// to them and replace them.
func Load(folders ...string) (*Catalog, error) {
	c := &Catalog{bundle: i18n.NewBundle(language.English), ui: newUIStrings()}
	c.bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	if err := c.load(shipped); err != nil {
		return nil, err
	}
	for _, folder := range folders {
		if err := c.load(os.DirFS(folder)); err != nil {
			return nil, fmt.Errorf("load locales of %s: %w", folder, err)
		}
	}
	return c, nil
}

// load reads every message file of a folder.
func (c *Catalog) load(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return err
	}
	if _, err := fs.Stat(fsys, "."); err != nil {
		return err
	}
	for _, name := range names {
		if info, err := fs.Stat(fsys, name); err == nil && info.Size() > MaxFileBytes {
			return fmt.Errorf("load %s: found %d bytes, expected at most %d; cut it up", name, info.Size(), MaxFileBytes)
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if err := c.add(name, data); err != nil {
			return err
		}
	}
	return nil
}

// add reads one message file; its name says what it is: KIND.LOCALE.toml.
func (c *Catalog) add(name string, data []byte) error {
	kind, locale, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".toml"), ".")
	tag, err := language.Parse(locale)
	if err != nil || kind != "active" && kind != "ui" {
		return fmt.Errorf("load %s: the name of a message file is active.LOCALE.toml or ui.LOCALE.toml, with a BCP 47 locale such as hy", name)
	}
	file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return fmt.Errorf("load %s: %w", name, err)
	}
	if kind == "ui" {
		return c.ui.add(name, tag, file.Messages)
	}
	c.tags = append(c.tags, tag)
	return c.bundle.AddMessages(tag, file.Messages...)
}

// Fingerprint changes when any string of a site's interface does.
func (c *Catalog) Fingerprint() string { return c.ui.fingerprint() }
