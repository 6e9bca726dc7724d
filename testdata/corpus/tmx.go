package corpus

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
)

// TMX writes a translation memory of about so many bytes: made-up sentences,
// each unlike the others, with their letters turned Armenian as translations.
func TMX(w io.Writer, size int64, seed uint64) (units int, err error) {
	b := bufio.NewWriterSize(w, 1<<20)
	r := rand.New(rand.NewPCG(seed, 3))
	n, err := fmt.Fprint(b, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<tmx version="1.4"><header creationtool="corpus" creationtoolversion="1" segtype="sentence" o-tmf="corpus" adminlang="en" srclang="en" datatype="plaintext"/><body>`+"\n")
	for written := int64(n); written < size && err == nil; units++ {
		text := fmt.Sprintf("%s No. %d.", sentence(r), units)
		n, err = fmt.Fprintf(b, `<tu creationid="corpus" changedate="20260101T000000Z"><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="hy"><seg>%s</seg></tuv></tu>`+"\n",
			escaped(text), escaped(Turned(text)))
		written += int64(n)
	}
	if err == nil {
		_, err = fmt.Fprint(b, "</body></tmx>\n")
	}
	if err == nil {
		err = b.Flush()
	}
	return units, err
}

func escaped(s string) string {
	var b xmlBuffer
	_ = xml.EscapeText(&b, []byte(s)) // into memory
	return string(b)
}

type xmlBuffer []byte

func (b *xmlBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

// Turned puts an Armenian letter in the place of each Latin one.
func Turned(s string) string {
	out := []rune(s)
	for i, c := range out {
		switch {
		case c >= 'a' && c <= 'z':
			out[i] = 0x561 + c - 'a'
		case c >= 'A' && c <= 'Z':
			out[i] = 0x531 + c - 'A'
		}
	}
	return string(out)
}
