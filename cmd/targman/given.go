package main

import (
	"encoding"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// given is the value that the text of a flag or a variable gives a setting.
// place names the flag or the variable, for the error.
func (s setting) given(text, place string) (any, error) {
	v, err := parse(text, s.kind)
	if err != nil {
		return nil, fmt.Errorf("%s: %s takes %s; found %q; for example %s=%s",
			place, s.key, wants(s.kind), redact(text), place, s.inline())
	}
	return v, nil
}

// inline is the example as a flag or a variable takes it: a list has commas
// and no brackets.
func (s setting) inline() string {
	if s.kind.Kind() != reflect.Slice {
		return s.example
	}
	return strings.NewReplacer("[", "", "]", "", `"`, "", ", ", ",").Replace(s.example)
}

// plain says that the setting's value can be written in one line, so that a
// variable may set it; furniture rules cannot.
func (s setting) plain() bool { return s.kind.Kind() != reflect.Slice || !isBlock(s.kind.Elem()) }

// parse reads a value of the type. A list is one line of CSV, as it is in a
// flag (https://pkg.go.dev/github.com/spf13/pflag#StringSlice).
func parse(text string, t reflect.Type) (any, error) {
	switch {
	case t == durationType:
		return time.ParseDuration(text)
	case reflect.PointerTo(t).Implements(textType):
		v := reflect.New(t)
		err := v.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
		return v.Elem().Interface(), err
	}
	switch t.Kind() {
	case reflect.Bool:
		return strconv.ParseBool(text)
	case reflect.Int:
		return strconv.Atoi(text)
	case reflect.Float64:
		return strconv.ParseFloat(text, 64)
	case reflect.Slice:
		r := csv.NewReader(strings.NewReader(text))
		r.TrimLeadingSpace = true
		list, err := r.Read()
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
		return list, err
	}
	return text, nil
}
