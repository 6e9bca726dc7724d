package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
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

// load puts the layers together: flags over environment over file over
// defaults. flags maps the names of flags to the keys they set.
func load(set *pflag.FlagSet, flags map[string]string, env []string) (*loaded, error) {
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
	for _, s := range settings() {
		l.origins[s.key] = l.bind(v, s, set, flags, env, lines)
	}
	if err := v.UnmarshalExact(&l.Config, decoding); err != nil {
		return nil, usage(fmt.Errorf("read settings: %w", err))
	}
	l.resolvePaths()
	return l, usage(l.validate())
}

func decoding(c *mapstructure.DecoderConfig) {
	c.WeaklyTypedInput = true
	c.DecodeHook = mapstructure.ComposeDecodeHookFunc(
		mapstructure.StringToTimeDurationHookFunc(),
		mapstructure.TextUnmarshallerHookFunc(),
		mapstructure.StringToSliceHookFunc(","),
	)
}

// configFile finds and reads the configuration file. Only a file that was
// asked for must exist.
func configFile(set *pflag.FlagSet, env []string) (string, []byte, error) {
	name, asked := lookup(env, configEnv)
	if f := set.Lookup("config"); f != nil && f.Changed {
		name, asked = f.Value.String(), true
	}
	if !asked {
		name = configName
	}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !asked:
		return "", nil, nil
	case err != nil:
		return "", nil, usage(fmt.Errorf("read configuration: %w; `targman init` makes a new one", err))
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
func (l *loaded) bind(v *viper.Viper, s setting, set *pflag.FlagSet, flags map[string]string, env []string, lines map[string]int) origin {
	out := origin{"default", "default"}
	if line, ok := lines[s.key]; ok {
		out = origin{"file", fmt.Sprintf("%s:%d", l.File, line)}
	}
	name := envName(s.key)
	if value, ok := lookup(env, name); ok && value != "" {
		v.Set(s.key, value)
		out = origin{"env", name}
	}
	set.VisitAll(func(f *pflag.Flag) {
		if flags[f.Name] == s.key && f.Changed {
			v.Set(s.key, flagValue(f))
			out = origin{"flag", "--" + f.Name}
		}
	})
	return out
}

func flagValue(f *pflag.Flag) any {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return f.Value.String()
}

func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// unknownEnv reports variables that look like settings and are none; viper
// would pass over them in silence.
func unknownEnv(env []string) error {
	known := []string{configEnv}
	for _, s := range settings() {
		known = append(known, envName(s.key))
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
			if *p != "" && !filepath.IsAbs(*p) {
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
	under("memory.import", all(l.Memory.Import)...)
}
