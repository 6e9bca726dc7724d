package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"targman/pipeline/lang/all"
	"targman/pipeline/write"
)

// armenianMessages are the program's own messages in Armenian, id -> text.
func armenianMessages(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../locales/active.hy.toml")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var walk func(id string, node map[string]any)
	walk = func(id string, node map[string]any) {
		for key, value := range node {
			switch value := value.(type) {
			case string:
				out[id+key] = value
			case map[string]any:
				walk(id+key+".", value)
			}
		}
	}
	walk("", tree)
	return out
}

// TestArmenianKeepsTheRules holds the program's own Armenian to the typography
// that it asks of translations, and to no colon, which is no Armenian mark: a
// translation may have it from its source, a message has none.
func TestArmenianKeepsTheRules(t *testing.T) {
	pack, colon := all.Packs()["hy"], regexp.MustCompile(`\p{Armenian}[:;](\s|$)`)
	for id, text := range armenianMessages(t) {
		if found := colon.FindString(text); found != "" {
			t.Errorf("%s: %q in %q", id, found, text)
		}
		for _, line := range strings.Split(text, "\n") {
			for _, i := range pack.Issues(line, "") {
				// A dot in front of a list is right, and a placeholder may be spoken of.
				if i.House || i.ID == "P02" || i.ID == "S03" {
					continue
				}
				t.Errorf("%s: %s, %s: %q in %q", id, i.ID, i.Message, line[i.Start:i.End], line)
			}
		}
	}
}

// TestArmenianNumbers fails on an ending behind a number that may be 0, as in
// {{.Left}}-ը: zero ends in a vowel and takes another article than most.
// {{.Count}} is never 0 where it has one.
func TestArmenianNumbers(t *testing.T) {
	ending := regexp.MustCompile(`\{\{\.(\w+)\}\}-\p{Armenian}`)
	for id, text := range armenianMessages(t) {
		for _, m := range ending.FindAllStringSubmatch(text, -1) {
			if m[1] != "Count" {
				t.Errorf("%s: the ending of %s is not the same for every number: %q", id, m[1], text)
			}
		}
	}
}

// TestOneTermForOneThing keeps words out that stood for a thing which has
// another name in all other messages.
func TestOneTermForOneThing(t *testing.T) {
	for term, others := range map[string]string{
		"հարցում":          `կանչ`,
		"համատեքստ":        `ենթատեքստ|միջավայր|շրջապատ`,
		"սկզբնագիր":        `(^|\P{L})բնագ|սկզբնական լեզ`,
		"ներտեքստային կոդ": `նշիչ`,
		"սահմանաչափ":       `սահմանը սպառված|բյուջեի սահմանը`,
		"համաձայնեցված":    `ընդունված գր`,
		"գործածում":        `կիրառությ`,
		"ելքի կոդ":         `ավարտի կոդ`,
		"վստահություն":     `հավաստի`,
		"դուրս մնալ":       `դրսում`,
		"առավելագույնը":    `ամենաշատը `,
	} {
		other := regexp.MustCompile("(?i)" + others)
		for id, text := range armenianMessages(t) {
			if found := other.FindString(text); found != "" {
				t.Errorf("%s: %q, where the other messages say %s", id, found, term)
			}
		}
	}
}

// TestArmenianPage sees that the bilingual page has its words in Armenian, with
// the same values in them.
func TestArmenianPage(t *testing.T) {
	value := regexp.MustCompile(`\{\w+\}`)
	values := func(text string) []string {
		out := value.FindAllString(text, -1)
		slices.Sort(out)
		return out
	}
	labels := map[string]string{}
	for id, text := range armenianMessages(t) {
		if id, ok := strings.CutPrefix(id, "page."); ok {
			labels[id] = text
		}
	}
	english := write.Labels()
	for _, id := range slices.Sorted(maps.Keys(english)) {
		if h, e := values(labels[id]), values(english[id]); labels[id] == "" || !slices.Equal(h, e) {
			t.Errorf("page.%s: %q in English, %q in Armenian", id, english[id], labels[id])
		}
		delete(labels, id)
	}
	for id := range labels {
		t.Errorf("page.%s: the page has no such label", id)
	}
}
