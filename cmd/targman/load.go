package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"golang.org/x/text/language"

	"targman/pipeline/fsys"
)

//go:embed defaults.yaml
var defaults []byte

// envPrefix begins the environment variable of every setting; memory.file is
// TARGMAN_MEMORY_FILE.
const envPrefix = "TARGMAN_"

// configEnv names the configuration file, as --config does.
const configEnv = envPrefix + "CONFIG"

// configName is looked for in the working folder when no file is named.
const configName = "config.yaml"

// loaded is the configuration in effect.
type loaded struct {
	Config
	// File is the configuration file, or "" when there is none.
	File string
	// origins say where each setting is from, for messages.
	origins map[string]origin
}

// origin is where a setting got its value.
type origin struct {
	layer string // flag, env, file or default
	place string // --out, TARGMAN_OUT, config.yaml:3, default
}

// load reads the configuration for a command, and speaks the language that it
// asks for from then on.
func (p *program) load(set *pflag.FlagSet) (*loaded, error) {
	l, err := load(set, p.env)
	if err != nil || l.Lang == "" {
		return l, err
	}
	speaker := p.catalog.Speaker(l.Lang)
	tag, err := language.Parse(l.Lang)
	want, _ := tag.Base()
	if have, _ := speaker.Tag().Base(); err != nil || have != want {
		return nil, usage(fmt.Errorf("%s: lang: there are no messages in %q; take en or hy", l.origins["lang"].place, l.Lang))
	}
	p.say = speaker
	return l, nil
}

// load puts the layers together: flags over environment over file over
// defaults.
func load(set *pflag.FlagSet, env []string) (*loaded, error) {
	l := &loaded{origins: map[string]origin{}}
	file, data, err := configFile(set, env)
	if err != nil {
		return nil, err
	}
	l.File = file
	lines, err := checkFile(file, data)
	if err := errors.Join(err, unknownEnv(env)); err != nil {
		return nil, usage(err)
	}
	v, err := layers(data)
	if err != nil {
		return nil, usage(err)
	}
	var faults []error
	for _, s := range settings() {
		var err error
		if l.origins[s.key], err = l.bind(v, s, set, env, lines); err != nil {
			faults = append(faults, err)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, usage(err)
	}
	if err := v.UnmarshalExact(&l.Config, decoding); err != nil {
		return nil, usage(fmt.Errorf("read settings: %w", err))
	}
	l.resolvePaths()
	return l, usage(l.validate())
}

// decoding is strict: every layer has been held to the schema before.
func decoding(c *mapstructure.DecoderConfig) {
	c.WeaklyTypedInput = false
	c.DecodeHook = mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(),
		mapstructure.TextUnmarshallerHookFunc(),
		func(from, to reflect.Type, value any) (any, error) {
			if name, ok := value.(string); ok && to == namesType {
				return []string{name}, nil
			}
			return value, nil
		},
	)
}

// configFile finds and reads the configuration file. Only a file that was
// asked for must exist.
func configFile(set *pflag.FlagSet, env []string) (string, []byte, error) {
	name, _ := lookup(env, configEnv)
	asked := name != ""
	if f := set.Lookup("config"); f != nil && f.Changed {
		name, asked = f.Value.String(), true
	}
	if !asked {
		name = configName
	}
	data, err := bounded(name, maxConfig)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return "", nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, usage(fmt.Errorf("read configuration %s: no such file; `targman init` makes a project with one", name))
	case err != nil:
		return "", nil, usage(fmt.Errorf("read configuration %s: %w; give the program leave to read it, or name another with --config", name, fsys.Cause(err)))
	}
	return name, data, nil
}

// layers makes the two lower layers: file over defaults.
func layers(file []byte) (*viper.Viper, error) {
	base := viper.New()
	base.SetConfigType("yaml")
	if err := base.ReadConfig(bytes.NewReader(defaults)); err != nil {
		return nil, fmt.Errorf("read defaults: %w", err)
	}
	v := viper.New()
	v.SetConfigType("yaml")
	for _, s := range settings() {
		if value := base.Get(s.key); value != nil {
			v.SetDefault(s.key, value)
		}
	}
	if err := v.ReadConfig(bytes.NewReader(file)); err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	return v, nil
}

// bind puts the upper layers of one setting in and returns where its value is
// from.
func (l *loaded) bind(v *viper.Viper, s setting, set *pflag.FlagSet, env []string, lines map[string]int) (out origin, err error) {
	out = origin{"default", "default"}
	if line, ok := lines[s.key]; ok {
		out = origin{"file", fmt.Sprintf("%s:%d", l.File, line)}
	}
	var value any
	if text, ok := lookup(env, envName(s.key)); ok && text != "" && s.plain() {
		out = origin{"env", envName(s.key)}
		value, err = s.given(text, out.place)
	}
	set.VisitAll(func(f *pflag.Flag) {
		if f.Changed && slices.Contains(f.Annotations[settingNote], s.key) {
			out = origin{"flag", "--" + f.Name}
			value, err = s.flag(f, out.place)
		}
	})
	if value != nil {
		v.Set(s.key, value)
	}
	return out, err
}

func (s setting) flag(f *pflag.Flag, place string) (any, error) {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice(), nil
	}
	return s.given(f.Value.String(), place)
}

func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// unknownEnv reports variables that look like settings and are none; viper
// would pass over them in silence.
func unknownEnv(env []string) error {
	known := append([]string{configEnv}, hookFacts...) // a hook may run this program, too
	for _, s := range settings() {
		if s.plain() {
			known = append(known, envName(s.key))
		}
	}
	var faults []error
	for _, e := range env {
		name, _, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, envPrefix) && !slices.Contains(known, name) {
			faults = append(faults, fmt.Errorf("environment: unknown variable %s; the nearest known one is %s", name, nearest(name, known)))
		}
	}
	return errors.Join(faults...)
}

func lookup(env []string, name string) (string, bool) {
	for _, e := range env {
		if k, v, _ := strings.Cut(e, "="); k == name {
			return v, true
		}
	}
	return "", false
}

// below is a path as seen from the folder of the configuration, with slashes:
// a name that does not depend on the folder a run is started in.
func (l *loaded) below(file string) string {
	folder, err := filepath.Abs(filepath.Dir(l.File))
	abs, err2 := filepath.Abs(file)
	if rel, err3 := filepath.Rel(folder, abs); errors.Join(err, err2, err3) == nil {
		file = rel
	}
	return filepath.ToSlash(file)
}

// folder is that of the project: the configuration's, or the one that the run was
// started in. A whole path.
func (l *loaded) folder() string { return whole(cmp.Or(filepath.Dir(l.File), ".")) }

// project names the project for monitors: by its folder, or, since a folder may hold
// several, by its file where that has a name of its own.
func (l *loaded) project() string {
	if l.File == "" || filepath.Base(l.File) == configName {
		return l.folder()
	}
	return whole(l.File)
}

// resolvePaths makes the paths of the file relative to the file's own folder,
// so that a run does not depend on the folder it is started in.
func (l *loaded) resolvePaths() {
	folder := filepath.Dir(l.File)
	if l.File == "" || folder == "." {
		return
	}
	under := func(key string, paths ...*string) {
		if o := l.origins[key].layer; o != "file" && o != "default" {
			return
		}
		for _, p := range paths {
			if *p != "" && !filepath.IsAbs(*p) && !isAddress(*p) {
				*p = filepath.Join(folder, *p)
			}
		}
	}
	all := func(list []string) (out []*string) {
		for i := range list {
			out = append(out, &list[i])
		}
		return out
	}
	under("input", all(l.Input)...)
	under("out", &l.Out)
	under("glossary", all(l.Glossary)...)
	under("locales", all(l.Locales)...)
	under("memory.file", &l.Memory.File)
	for name, c := range l.Backends.services() {
		under("backends."+name+".key_file", &c.KeyFile)
	}
	for name, c := range l.Backends.models() {
		under("backends."+name+".prompt", &c.Prompt)
		under("backends."+name+".repair_prompt", &c.RepairPrompt)
	}
	under("report.metrics", &l.Report.Metrics)
	under("report.files", all(l.Report.Files)...)
	under("memory.import", all(l.Memory.Import)...)
}
