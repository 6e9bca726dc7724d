package pipeline

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
	"golang.org/x/text/unicode/norm"

	"targman/pipeline/bitext"
	"targman/pipeline/memory"
)

// Flaw is a reason to take a translation out of the memory.
type Flaw string

// The flaws. Damaged, Empty, Codes and Script are plain: such a translation is
// worth nothing. The others only count where the text has another translation.
const (
	Damaged   Flaw = "damaged"   // the checksum is wrong
	Empty     Flaw = "empty"     // no letter or digit where the source has some
	Codes     Flaw = "codes"     // inline codes are missing, doubled or unknown
	Script    Flaw = "script"    // mostly letters of another script than the language's
	Same      Flaw = "same"      // the source again
	Duplicate Flaw = "duplicate" // another unit says the same in as many or more places
)

// Shelf is what is cleaned; a memory.
type Shelf interface {
	Each(ctx context.Context, each func(memory.Stored) error) error
}

// Cleaner finds translations that a memory is better without.
type Cleaner struct {
	// Letters are those of a language's script, nil where nobody knows.
	Letters func(language string) *unicode.RangeTable

	// good counts the translations of a text without a flaw.
	good map[xxh3.Uint128]int
	// best are the units that say the same best, with and without regard to
	// where.
	best map[xxh3.Uint128]standing
}

// standing is how good a unit is among those that say the same.
type standing struct{ human, state, context, id int64 }

func (s standing) compare(o standing) int {
	return cmp.Or(cmp.Compare(s.human, o.human), cmp.Compare(s.state, o.state), cmp.Compare(s.context, o.context), cmp.Compare(o.id, s.id))
}

// Clean gives each the flawed translations with their flaws, in the order in
// which they were kept, and changes nothing. It goes through the memory twice.
func (c *Cleaner) Clean(ctx context.Context, s Shelf, each func(memory.Stored, Flaw) error) error {
	c.good, c.best = map[xxh3.Uint128]int{}, map[xxh3.Uint128]standing{}
	if err := s.Each(ctx, c.learn); err != nil {
		return err
	}
	return s.Each(ctx, func(u memory.Stored) error {
		if f := c.judge(&u); f != "" {
			return each(u, f)
		}
		return nil
	})
}

// learn notes what there is beside a unit.
func (c *Cleaner) learn(u memory.Stored) error {
	if c.flaw(&u) != "" {
		return nil
	}
	c.good[mark(&u, u.Text)]++
	rank := rankOf(&u)
	for _, key := range sayings(&u) {
		if old, ok := c.best[key]; !ok || rank.compare(old) > 0 {
			c.best[key] = rank
		}
	}
	return nil
}

func (c *Cleaner) judge(u *memory.Stored) Flaw {
	switch f := c.flaw(u); {
	case f == Same && c.good[mark(u, u.Text)] == 0:
		return "" // the only translation
	case f != "":
		return f
	}
	keys := sayings(u)
	if u.Before != "" || u.After != "" {
		keys = keys[:1] // it stands somewhere, and is recalled there
	}
	for _, key := range keys {
		if c.best[key].id != u.ID {
			return Duplicate
		}
	}
	return ""
}

// flaw is what is wrong with a unit by itself.
func (c *Cleaner) flaw(u *memory.Stored) Flaw {
	switch {
	case u.Damaged:
		return Damaged
	case wordy(u.Text) && !wordy(u.Target):
		return Empty
	case !slices.Equal(codesOf(u.Text), codesOf(u.Target)):
		return Codes
	case c.foreign(u.Target, u.Text, u.Pair.Target), c.foreign(u.Text, "", u.Pair.Source):
		return Script
	case u.Target == u.Text && sentence(u.Text):
		return Same
	}
	return ""
}

var code = regexp.MustCompile(`⟦[0-9]+⟧`)

// codesOf are the inline codes of a text in order of their numbers.
func codesOf(text string) []string {
	if !strings.Contains(text, "⟦") {
		return nil
	}
	list := code.FindAllString(text, -1)
	slices.Sort(list)
	return list
}

// wordy says that there is a letter or a digit outside the codes.
func wordy(text string) bool {
	return strings.ContainsFunc(code.ReplaceAllString(text, ""), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// sentence says that a text is more than a name: three words or more, one of
// them in small letters.
func sentence(text string) bool {
	list := strings.Fields(text)
	return len(list) >= 3 && slices.ContainsFunc(list, func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsLower(r)
	})
}

// fewLetters is the number of letters below which a text says nothing about its
// script.
const fewLetters = 20

// foreign says that most letters of a text are not of the language's script,
// names that were kept from the source aside.
func (c *Cleaner) foreign(text, source, language string) bool {
	table := c.Letters(language)
	if table == nil {
		return false
	}
	own, all := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		first, _ := utf8.DecodeRuneInString(word)
		size := utf8.RuneCountInString(word)
		switch {
		case unicode.Is(table, first):
			own += size
		case unicode.IsUpper(first) && strings.Contains(source, word):
			continue
		}
		all += size
	}
	return all >= fewLetters && 2*own < all
}

// sayings are what a unit says where it stands, and what it says at all.
func sayings(u *memory.Stored) []xxh3.Uint128 {
	return []xxh3.Uint128{mark(u, folded(u.Text), folded(u.Target), folded(u.Before), folded(u.After)), mark(u, folded(u.Text), folded(u.Target))}
}

// folded is a text with single spaces, in NFC.
func folded(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

func mark(u *memory.Stored, texts ...string) xxh3.Uint128 {
	return xxh3.HashString128(strings.Join(append([]string{u.Pair.Source, u.Pair.Target, u.Engine}, texts...), "\x00"))
}

func rankOf(u *memory.Stored) standing {
	s := standing{id: u.ID, state: int64(slices.Index([]bitext.State{bitext.Initial, bitext.Translated, bitext.Reviewed, bitext.Final}, u.State))}
	if u.Provenance.Human {
		s.human = 1
	}
	if u.Before != "" || u.After != "" {
		s.context = 1
	}
	return s
}
