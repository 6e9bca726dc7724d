// Package corpus makes up news articles for measuring: plain text of about 3 kB
// each, with a headline, a caption that stands twice, names, numbers, quotes
// and abbreviations. The same seed gives the same bytes. The program in the
// folder write puts them on disk.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Write writes n articles into the folder, a hundred to a subfolder.
func Write(folder string, n int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 2))
	for i := range n {
		name := filepath.Join(folder, fmt.Sprintf("%03d", i/100), fmt.Sprintf("article-%05d.txt", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(Article(r, i)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var (
	names  = strings.Split("Lavrov|Mevlut Cavusoglu|Çavuşoğlu|Erdogan|Recep Tayyip Erdoğan|Vladimir Putin|Nikol Pashinyan|Maria Zakharova|Mr. J. R. Smith|Emmanuel Macron|Dr. A. Vardanyan|Sen. Mary O’Neil", "|")
	places = strings.Split("Yerevan|Ankara|Moscow|Gyumri|Nagorno-Karabakh|Nagorno Karabakh|Tbilisi|Brussels|the U.S.|the United States|Istanbul|Baku", "|")
	verbs  = strings.Split("said|announced|denied|confirmed|repeated|explained|warned|recalled", "|")
	things = strings.Split("a new agreement on trade|the road across the border|the price of natural gas|an exhibition of old maps|the repair of three bridges|a loan of 41.5 million euros|the work of the parliament|the harvest of the year|a film festival|the timetable of the night train", "|")
	whens  = strings.Split("on Monday|on Thursday|last week|at 9:30 a.m.|in the spring of 2019|after two days of talks|on October 10|for the third time this year", "|")
)

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// Article makes the article with the given number.
func Article(r *rand.Rand, i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s Talks About Its Plans, Part %d\n\n", pick(r, names), i)
	caption := fmt.Sprintf("ARMENIA -- %s speaks in %s, photo %d", pick(r, names), pick(r, places), i)
	fmt.Fprintf(&b, "%s\n%s\n\n", caption, caption)
	for b.Len() < 2900 {
		for range 2 + r.IntN(3) {
			b.WriteString(sentence(r))
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
	}
	b.WriteString("Share\nPrint\nXS\nSM\nMD\nLG\n")
	return b.String()
}

func sentence(r *rand.Rand) string {
	switch r.IntN(4) {
	case 0:
		return fmt.Sprintf("%s %s %s that %s would be discussed in %s, where %d people live.", pick(r, names), pick(r, verbs), pick(r, whens), pick(r, things), pick(r, places), r.IntN(900000))
	case 1:
		return fmt.Sprintf("“We have not forgotten %s,” %s %s, “and we will come back to %s.”", pick(r, places), pick(r, names), pick(r, verbs), pick(r, things))
	case 2:
		return fmt.Sprintf("According to %s’s office, %s costs %d.%d percent more than in %d.", pick(r, names), pick(r, things), r.IntN(90), r.IntN(10), 1990+r.IntN(33))
	}
	return fmt.Sprintf("%s, the report of %s says, is a question for %s and not for %s.", strings.ToUpper(pick(r, things)[:1])+pick(r, things)[1:], pick(r, places), pick(r, names), pick(r, names))
}
