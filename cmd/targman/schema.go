package main

import (
	"encoding"
	"reflect"
	"slices"
	"strings"
	"time"

	"targman/glossary"
)

// setting is one key of the configuration, as the tags of Config describe it.
type setting struct {
	key     string // dotted
	kind    reflect.Type
	about   string
	example string
}

var (
	namesType    = reflect.TypeFor[Names]()
	durationType = reflect.TypeFor[time.Duration]()
	textType     = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// settings lists every key of the configuration that holds a value, in order.
func settings() []setting { return settingsOf(reflect.TypeFor[Config](), "") }

func settingsOf(t reflect.Type, prefix string) []setting {
	var out []setting
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, settingsOf(f.Type, prefix)...)
			continue
		}
		key := prefix + f.Tag.Get("mapstructure")
		if isBlock(f.Type) {
			out = append(out, settingsOf(f.Type, key+".")...)
			continue
		}
		out = append(out, setting{key, f.Type, f.Tag.Get("about"), f.Tag.Get("example")})
	}
	return out
}

// isBlock says that a type holds settings of its own.
func isBlock(t reflect.Type) bool { return t.Kind() == reflect.Struct }

// fieldOf finds the field with the given key. The settings of an embedded block
// are those of the block around it.
func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			if inner, ok := fieldOf(f.Type, key); ok {
				inner.Index = append([]int{i}, inner.Index...)
				return inner, true
			}
			continue
		}
		if f.Tag.Get("mapstructure") == key {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func keysOf(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous {
			out = append(out, keysOf(f.Type)...)
		} else {
			out = append(out, f.Tag.Get("mapstructure"))
		}
	}
	return out
}

// wants says in words what a setting of the type takes.
func wants(t reflect.Type) string {
	switch {
	case t == durationType:
		return "a duration with its unit"
	case reflect.PointerTo(t).Implements(textType):
		return "a size with its unit"
	case t == namesType:
		return "a name or a list of names"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice:
		return "a list"
	}
	return "a block of settings"
}

// nearest is the known word that is closest to the given one in edits.
func nearest(word string, known []string) string {
	return slices.MinFunc(known, func(a, b string) int {
		return edits(word, a) - edits(word, b)
	})
}

// edits is the Levenshtein distance, case apart.
func edits(a, b string) int { return glossary.Edits(strings.ToLower(a), strings.ToLower(b)) }
