package read

import (
	"bytes"
	"unicode/utf8"

	"github.com/wlynxg/chardet"

	"targman/pipeline/bitext"
)

// sampleBytes is how much of a document the guess looks at.
const sampleBytes = 64 << 10

// sure is the confidence, of 1, from which a guess counts. Below it the
// guesser confuses the Latin charsets among themselves, and English pages are
// in Windows-1252.
const sure = 0.9

// wideShare: of so many bytes of UTF-16, more than one is the NUL of a Latin
// character. English has nearly two in four.
const wideShare = 4

// infer finds the charset of bytes that nothing speaks for. Where they turn out
// to have faults in it, decoding says so.
func infer(data []byte) bitext.Encoding {
	if bytes.IndexByte(data, 0) >= 0 {
		return inferWide(data)
	}
	if utf8.Valid(data) || mostlyUTF8(data) {
		return bitext.Encoding{Charset: "utf-8"}
	}
	high := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	from := max(0, high-sampleBytes/2)
	r := chardet.Detect(data[from:min(len(data), from+sampleBytes)])
	if enc, name := lookup(r.Encoding); enc != nil && r.Confidence >= sure {
		text, err := enc.NewDecoder().Bytes(data)
		if err == nil && bytes.Equal(encode(enc, text), data) {
			return bitext.Encoding{Charset: name, Guessed: true}
		}
	}
	// All but five bytes mean something in Windows-1252, and come back.
	return bitext.Encoding{Charset: "windows-1252", Guessed: true}
}

// inferWide answers for bytes with NULs among them. In UTF-16 without a byte
// order mark, Latin letters, spaces and line ends have theirs all in the same
// half of the pair; anything else is no text, which shows when it is read as
// UTF-8.
func inferWide(data []byte) bitext.Encoding {
	sample := data[:min(len(data), sampleBytes)]
	var nuls [2]int
	for i, c := range sample {
		if c == 0 {
			nuls[i%2]++
		}
	}
	many := len(data)%2 == 0 && (nuls[0]+nuls[1])*wideShare > len(sample)
	switch {
	case many && nuls[0] == 0:
		return bitext.Encoding{Charset: "utf-16le", Guessed: true}
	case many && nuls[1] == 0:
		return bitext.Encoding{Charset: "utf-16be", Guessed: true}
	}
	return bitext.Encoding{Charset: "utf-8"}
}

// mostlyUTF8 says that the bytes are UTF-8 with faults in it: at least as many
// sequences of several bytes are right as bytes are wrong. In text of another
// charset such sequences are rare accidents.
func mostlyUTF8(data []byte) bool {
	right, wrong := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			wrong++
		} else {
			right++
		}
		i += n
	}
	return right > 0 && right >= wrong
}
