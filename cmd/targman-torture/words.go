//go:build linux

package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dictionary has a word and its translation in each line.
//
//go:embed words.tsv
var dictionary string

// english are the words that sentences are made of, armenian what becomes of
// them. There are 64, so that three make a number of eighteen bits.
var english, armenian = words(dictionary)

func words(table string) (from []string, to map[string]string) {
	to = map[string]string{}
	for line := range strings.Lines(table) {
		if a, b, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			from = append(from, a)
			to[a] = b
		}
	}
	return from, to
}

// sentence is the n-th of 2^24 sentences that are all different. It has no
// number in it: texts that differ in nothing but numbers cost nothing.
func sentence(n uint64) string {
	rnd := rand.New(rand.NewPCG(n, 64))
	var out []string
	for range 4 {
		out = append(out, english[n%64], english[rnd.IntN(64)])
		n /= 64
	}
	return capital(strings.Join(out, " ")) + "."
}

// answer is what the engine makes of a sentence: each word by itself, so that
// everybody who has the sentence knows its translation.
func answer(text string) (string, error) {
	list := strings.Fields(strings.TrimSuffix(text, "."))
	for i, word := range list {
		known, ok := armenian[strings.ToLower(word)]
		if !ok {
			return "", fmt.Errorf("translate %q: the dictionary has no %q", text, word)
		}
		list[i] = known
	}
	return capital(strings.Join(list, " ")) + fullStop, nil
}

// fullStop is U+0589.
const fullStop = "\u0589"

func capital(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}
