package aligned

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"targman/pipeline/xmlscan"
)

const (
	tmxStart    = `<tmx version="1.4"><header srclang="en"/><body>`
	tmxEnd      = `</body></tmx>`
	xliff1Start = `<xliff version="1.2"><file source-language="en" target-language="hy" original="a"><body>`
	xliff1End   = `</body></file></xliff>`
	xliff2Start = `<xliff version="2.1" srcLang="en" trgLang="hy"><file id="f">`
	xliff2End   = `</file></xliff>`
)

const jsonStartLine = `{"type":"article","version":1,"name":"a","ext":".md","sourceLang":"en","targetLang":"hy"}` + "\n"

// jsonCodes is a file with one unit whose target has the codes.
func jsonCodes(codes string) string {
	return jsonStartLine + `{"type":"unit","id":"1.1","source":"a","target":"աբ","codes":{"target":[` + codes + `]}}` + "\n"
}

func TestBadFiles(t *testing.T) {
	hy := func(seg string) string {
		return tmxStart + "\n" + `<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="hy"><seg>` + seg + `</seg></tuv></tu>` + tmxEnd
	}
	for _, c := range []struct{ name, file, text, want string }{
		{"nothing", "a.tsv", "", "found nothing"},
		{"a mark and nothing", "a.tmx", "\xef\xbb\xbf", "found nothing"},
		{"a web page", "a.xlf", "<!DOCTYPE html><html></html>", "found <html>, expected <xliff>"},
		{"prose", "a.txt", "The talks go on.\n", "found no aligned text, expected XLIFF, TMX, JSON lines or TSV"},
		{"a table without the columns", "a.tsv", "from\tto\na\tb\n", `line 1: found no column "source" in the header`},
		{"a table with a cell too many", "a.tsv", "source\ttarget\na\tb\nc\td\te\n", "line 3: found 3 cells, expected 2"},
		{"a table that is no UTF-8", "a.tsv", "source\ttarget\na\t\xff\n", "line 2: found bytes that are no UTF-8"},
		{"XLIFF of another version", "a.xlf", `<xliff version="3.0"></xliff>`, "found <xliff>, expected <xliff> of version 1.x or 2.x"},
		{"TMX of another version", "a.tmx", `<tmx version="2.0"></tmx>`, `line 1: found TMX version "2.0", expected 1.1 to 1.4`},
		{"broken XML", "a.tmx", hy("<b"), "line 2: found broken XML"},
		{"XML that ends", "a.tmx", tmxStart + "\n\n", "line 3: found "},
		{"an entity of its own", "a.tmx", `<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + hy("&x;"), "a document type with declarations"},
		{"an entity that is not known", "a.tmx", hy("&x;"), "line 2: found broken XML: invalid character entity &x;"},
		{"an encoding that is not known", "a.tmx", `<?xml version="1.0" encoding="x-none"?>` + hy(""), `found encoding "x-none", expected UTF-8`},
		{"several languages", "a.tmx", tmxStart + `<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>b</seg></tuv><tuv xml:lang="de"><seg>c</seg></tuv></tu>` + tmxEnd,
			`found translations into "fr" and "de", expected one language`},
		{"a unit without a source", "a.xlf", xliff1Start + `<trans-unit id="1"><target>a</target></trans-unit>` + xliff1End, "found a <trans-unit> without <source>"},
		{"a code point that is none", "a.xlf", xliff2Start + `<unit id="1"><segment><source><cp hex="x"/></source></segment></unit>` + xliff2End, `line 1: found hex="x" in <cp>`},
		{"elements too deep", "a.tmx", hy(strings.Repeat("<hi>", xmlscan.MaxDepth)), "found elements nested deeper than 200"},
		{"too many attributes", "a.tmx", hy("<ph" + attributes(xmlscan.MaxAttributes+1) + "/>"), "found 1001 attributes in <ph>, expected at most 1000"},
		{"a text too long", "a.tmx", hy(strings.Repeat("a", xmlscan.MaxText+1)), "found a text or tag of more than 1048576 bytes"},
		{"a text too long in pieces", "a.tmx", hy(strings.Repeat("<hi/>"+strings.Repeat("a", xmlscan.MaxText/2), 3)), "found a text or tag of more than 1048576 bytes"},
		{"an attribute too long", "a.tmx", hy(`<ph x="` + strings.Repeat("a", 2*xmlscan.MaxText) + `"/>`), "found a text or tag of more than 1048576 bytes"},
		{"too many codes", "a.tmx", hy(strings.Repeat("<ph/>", maxCodes+1)), "found more than 1000 inline codes"},
		{"too many codes in a cell", "a.tsv", "source\ttarget\n" + strings.Repeat("⟦1⟧", maxCodes+1) + "\t\n", "line 2: found more than 1000 inline codes"},
		{"too many marks", "a.xlf", xliff1Start + `<trans-unit id="1"><source>` + strings.Repeat(`<mrk/>`, maxParts+1) + `</source></trans-unit>` + xliff1End, "found more than 100000 elements in a text"},
		{"a line too long", "a.tsv", "source\ttarget\n" + strings.Repeat("a", maxLine+1) + "\tb\n", "line 2: found a line of more than 4194304 bytes"},
		{"too many cells", "a.tsv", "source\ttarget" + strings.Repeat("\t", maxCells) + "\n", "line 1: found more than 1000 cells"},
		{"JSON that is no object a line", "a.jsonl", "{\n\"type\":\"article\"}", "line 1: found a first line that is no JSON object"},
		{"JSON of another kind", "a.jsonl", `{"type":"unit","source":"a"}`, `line 1: found a first line of the type "unit", expected article`},
		{"a memory", "a.jsonl", `{"type":"memory","version":1}`, "line 1: found a translation memory, expected an aligned file; bring it in with targman memory import"},
		{"JSON lines of a later version", "a.jsonl", `{"type":"article","version":2}`, "line 1: found version 2, expected at most 1; use a newer version of this program"},
		{"JSON of another language", "a.jsonl", `{"type":"article","sourceLang":"en","targetLang":"fr"}`, `found the target language "fr", expected "hy"`},
		{"a line that breaks off", "a.jsonl", jsonStartLine + `{"type":"unit","source":"a`, "line 2: found no JSON object with the texts source and target"},
		{"a line of another type", "a.jsonl", jsonStartLine + jsonStartLine, `line 2: found a line of the type "article", expected unit`},
		{"a code of another kind", "a.jsonl", jsonCodes(`{"id":1,"kind":"both","at":0}`), `line 2: found a code of the kind "both" in the target`},
		{"a code without an id", "a.jsonl", jsonCodes(`{"kind":"alone","at":0}`), "line 2: found a code with the id 0 in the target"},
		{"a code beyond the text", "a.jsonl", jsonCodes(`{"id":1,"kind":"alone","at":5}`), "line 2: found a code at byte 5 of the target, which has 4 bytes"},
		{"a code inside a letter", "a.jsonl", jsonCodes(`{"id":1,"kind":"alone","at":1}`), "line 2: found a code at byte 1 of the target"},
		{"codes out of order", "a.jsonl", jsonCodes(`{"id":1,"kind":"open","at":2},{"id":1,"kind":"close","at":0}`), "line 2: found a code at byte 0 of the target"},
		{"too many codes in JSON", "a.jsonl", jsonCodes(strings.TrimSuffix(strings.Repeat(`{"id":1,"kind":"alone","at":0},`, maxCodes+1), ",")), "line 2: found more than 1000 inline codes"},
		{"a JSON line too long", "a.jsonl", jsonStartLine + `{"type":"unit","source":"` + strings.Repeat("a", maxLine) + `"}`, "line 2: found a line of more than 4194304 bytes"},
		{"too much of a unit", "a.tmx", tmxStart + "<tu>" + strings.Repeat(`<tuv xml:lang="en"><seg>`+strings.Repeat("a", xmlscan.MaxText)+`</seg></tuv>`, 21) + "</tu>" + tmxEnd, "found more than 20971520 bytes of text in a <tu>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := pair
			o.Strict = strings.Contains(c.name, "of another language")
			_, _, err := readAll(c.file, []byte(c.text), o)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// TestLimits reads what is just not too much, and refuses one more.
func TestLimits(t *testing.T) {
	rep := strings.Repeat
	tu := func(inside string) string { return tmxStart + "<tu>" + inside + "</tu>" + tmxEnd }
	hy := func(seg string) string {
		return tu(`<tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="hy"><seg>` + seg + `</seg></tuv>`)
	}
	unit2 := func(inside string) string {
		return xliff2Start + `<unit id="1">` + inside + `<segment id="1"><source>a</source><target>b</target></segment></unit>` + xliff2End
	}
	const piece = 1 << 20
	// texts are n bytes in pieces that are no longer than a text may be.
	texts := func(n int, one func(text string) string) string {
		return rep(one(rep("a", piece)), n/piece) + one(rep("a", n%piece))
	}
	data := func(key string) string { return `<originalData><data id="` + key + `">` }
	for _, c := range []struct {
		name, file string
		limit      int
		make       func(n int) string
		want       string
	}{
		{"depth", "a.tmx", xmlscan.MaxDepth - 5, func(n int) string { return hy(rep("<hi>", n) + rep("</hi>", n)) }, "nested deeper than 200"},
		{"attributes", "a.tmx", xmlscan.MaxAttributes, func(n int) string { return hy("<ph" + attributes(n) + "/>") }, "found 1001 attributes"},
		{"text", "a.tmx", xmlscan.MaxText, func(n int) string { return hy(rep("a", n)) }, "more than 1048576 bytes"},
		{"text in pieces", "a.xlf", xmlscan.MaxText, func(n int) string {
			return unit2(`<segment id="2"><source>a<ph id="1"/>` + rep("a", n-1) + `</source></segment>`)
		}, "more than 1048576 bytes"},
		{"codes of TMX", "a.tmx", maxCodes, func(n int) string { return hy(rep("<ph/>", n)) }, "more than 1000 inline codes"},
		{"codes of a cell", "a.tsv", maxCodes, func(n int) string { return "source\ttarget\na\t" + rep("⟦1⟧", n) + "\n" }, "more than 1000 inline codes"},
		{"codes of JSON", "a.jsonl", maxCodes, func(n int) string {
			return jsonCodes(strings.TrimSuffix(rep(`{"id":1,"kind":"alone","at":0},`, n), ","))
		}, "more than 1000 inline codes"},
		{"elements of a text", "a.xlf", maxParts, func(n int) string {
			return xliff1Start + `<trans-unit id="1"><source>` + rep(`<mrk/>`, n) + `</source></trans-unit>` + xliff1End
		}, "more than 100000 elements in a text"},
		{"bytes of a line", "a.tsv", maxLine, func(n int) string { return "source\ttarget\n" + rep("a", n-2) + "\tb\r\n" }, "more than 4194304 bytes"},
		{"bytes of the last line", "a.tsv", maxLine, func(n int) string { return "source\ttarget\n" + rep("a", n-2) + "\tb" }, "more than 4194304 bytes"},
		{"bytes of a line of JSON", "a.jsonl", maxLine, func(n int) string {
			const line = `{"type":"unit","source":"","target":"b"}`
			return jsonStartLine + strings.Replace(line, `""`, `"`+rep("a", n-len(line))+`"`, 1) + "\n"
		}, "more than 4194304 bytes"},
		{"cells", "a.tsv", maxCells, func(n int) string { return "source\ttarget" + rep("\t", n-2) + "\na\tb\n" }, "more than 1000 cells"},
		{"bytes of a unit of TMX", "a.tmx", maxUnit, func(n int) string {
			return tu(`<tuv xml:lang="hy"><seg>b</seg></tuv>` + texts(n-1, func(text string) string { return `<tuv xml:lang="en"><seg>` + text + `</seg></tuv>` }))
		}, "more than 20971520 bytes of text in a <tu>"},
		{"bytes of the segments of a unit", "a.xlf", maxUnit, func(n int) string {
			return unit2(texts(n-2, func(text string) string { return `<segment><source>` + text + `</source></segment>` }))
		}, "more than 20971520 bytes of text in a <unit>"},
		{"bytes of the original data of a unit", "a.xlf", maxUnit, func(n int) string {
			return unit2(texts(n-2-20, func(text string) string { return data("d") + text + `</data></originalData>` }))
		}, "more than 20971520 bytes of text in a <unit>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n, ok := range map[int]bool{c.limit - 1: true, c.limit: true, c.limit + 1: false} {
				us, _, err := readAll(c.file, []byte(c.make(n)), pair)
				if ok && (err != nil || len(us) == 0) {
					t.Errorf("%d of %d: %d units, %v", n, c.limit, len(us), err)
				}
				if !ok && (err == nil || !strings.Contains(err.Error(), c.want)) {
					t.Errorf("%d of %d: %v, want %q", n, c.limit, err, c.want)
				}
			}
		})
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

// TestForeignElements: what another program puts beside a source or target under
// the same name, in its own namespace, is not one.
func TestForeignElements(t *testing.T) {
	const other = `<t:source xmlns:t="urn:t">no</t:source><t:target xmlns:t="urn:t">no</t:target><target xmlns="urn:t">no</target><t:x xmlns:t="urn:t"><target>no</target></t:x>`
	for name, text := range map[string]string{
		"XLIFF 1": xliff1Start + `<t:trans-unit xmlns:t="urn:t" id="9"><source>no</source></t:trans-unit><trans-unit id="1"><source>a</source><target>b</target>` + other + `</trans-unit>` + xliff1End,
		"XLIFF 2": xliff2Start + `<t:unit xmlns:t="urn:t"><segment><source>no</source></segment></t:unit><unit id="u"><t:segment xmlns:t="urn:t"><source>no</source></t:segment>` +
			`<segment id="1"><source>a</source><target>b</target>` + other + `</segment></unit>` + xliff2End,
	} {
		us, _, err := readAll("a.xlf", []byte(text), pair)
		if err != nil || len(us) != 1 || us[0].Source.Text != "a" || us[0].Target.Text != "b" {
			t.Errorf("%s: %+v, %v", name, us, err)
		}
	}
}

func TestLanguages(t *testing.T) {
	tmx := tmxStart + `<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="hy-AM"><seg>b</seg></tuv></tu>` + tmxEnd
	french := strings.Replace(tmx, "hy-AM", "fr", 1)
	for _, c := range []struct {
		name, text string
		o          Options
		want       string // languages, or error
	}{
		{"those that are wanted", tmx, pair, "en>hy-AM"},
		{"another target than thought", french, pair, "en>fr"},
		{"another target than asked for", french, Options{"en", "hy", true}, "0 units, 1 skipped"},
		{"the other way round", tmx, Options{"hy", "en", true}, "hy-AM>en"},
		{"a language that begins alike", strings.Replace(tmx, "hy-AM", "hyw", 1), Options{"en", "hy", true}, "0 units, 1 skipped"},
		{"the file's own", xliff1Start + `<trans-unit id="1"><source>a</source></trans-unit>` + xliff1End, Options{}, "en>hy"},
		{"the file names none", strings.Replace(xliff1Start, ` target-language="hy"`, "", 1) + `<trans-unit id="1"><source>a</source></trans-unit>` + xliff1End, pair, "en>hy"},
		{"not the file's", xliff2Start + xliff2End, Options{"en", "fr", true}, `line 1: found the target language "hy", expected "fr"`},
		{"a table's", "source\ttarget\na\tb", Options{Source: "de", Target: "hy"}, "de>hy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			us, r, err := readAll("a", []byte(c.text), c.o)
			got := fmt.Sprint(err)
			if err == nil && len(us) > 0 {
				got = us[0].SourceLang + ">" + us[0].TargetLang
			} else if err == nil {
				got = fmt.Sprintf("%d units, %d skipped", len(us), r.Skipped())
			}
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// endless gives rows without end and counts its bytes.
type endless struct{ given int }

func (e *endless) Read(p []byte) (int, error) {
	const row = "a\tb\n"
	for i := range p {
		p[i] = row[e.given%len(row)]
		e.given++
	}
	return len(p), nil
}

func TestAFileIsAStream(t *testing.T) {
	var rest endless
	r, err := Open("a.tsv", io.MultiReader(strings.NewReader("source\ttarget\n"), &rest), pair)
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 100_000; n++ {
		if u, err := r.Next(); err != nil || u.Line != n+1 || rest.given > 4*n+startSize {
			t.Fatalf("unit %d: line %d, %d bytes read, error %v", n, u.Line, rest.given, err)
		}
	}
}

// FuzzOpen has a seed of each format; what is read holds together.
func FuzzOpen(f *testing.F) {
	for _, format := range formats {
		for _, file := range fixtures(f, folders[format.Name]) {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { hold(t, "fuzz.tsv", data) })
}

// FuzzTSV, FuzzTMX, FuzzXLIFF1 and FuzzXLIFF2 put text where each format has it.
func FuzzTSV(f *testing.F) {
	f.Add("'=1 ⟦1⟧a⟦/1⟧", `\u2028 \⟦ \`)
	f.Fuzz(func(t *testing.T, source, target string) {
		hold(t, "a.tsv", []byte("id\tsource\ttarget\n1\t"+source+"\t"+target+"\n"))
	})
}

func FuzzTMX(f *testing.F) {
	f.Add(`<bpt i="1" x="2">a</bpt>b<ept i="1"/>`, `<ph x="1"/><hi>c</hi><it pos="end"/><sub>d</sub>`)
	f.Fuzz(func(t *testing.T, source, target string) {
		hold(t, "a.tmx", []byte(tmxStart+`<tu><tuv xml:lang="en"><seg>`+source+`</seg></tuv><tuv xml:lang="hy"><seg>`+target+`</seg></tuv></tu>`+tmxEnd))
	})
}

func FuzzXLIFF1(f *testing.F) {
	f.Add(`<g id="1">a</g><x id="2"/>`, `<mrk mtype="seg" mid="1"><bpt rid="1">b</bpt><ept rid="1"/></mrk>`)
	f.Fuzz(func(t *testing.T, source, target string) {
		hold(t, "a.xlf", []byte(xliff1Start+`<trans-unit id="1"><source>`+source+`</source><seg-source>`+source+`</seg-source><target>`+target+`</target></trans-unit>`+xliff1End))
	})
}

func FuzzXLIFF2(f *testing.F) {
	f.Add(`<pc id="1">a</pc><ph id="2"/>`, `<sc id="1"/><cp hex="7"/><ec startRef="1"/><mrk>b</mrk>`)
	f.Fuzz(func(t *testing.T, source, target string) {
		hold(t, "a.xlf", []byte(xliff2Start+`<unit id="1"><segment><source>`+source+`</source><target>`+target+`</target></segment></unit>`+xliff2End))
	})
}

func FuzzJSONL(f *testing.F) {
	f.Add(`{"type":"unit","source":"a","target":"բ","codes":{"target":[{"id":1,"kind":"alone","at":2,"raw":"*"}]}}`)
	f.Add("\xff")
	f.Fuzz(func(t *testing.T, line string) { hold(t, "a.jsonl", []byte(jsonStartLine+line)) })
}

// hold reads a file and fails when a unit is not whole.
func hold(t *testing.T, name string, data []byte) {
	us, _, err := readAll(name, data, pair)
	if err != nil && (strings.Contains(err.Error(), "\n") || err.Error() == "") {
		t.Errorf("an error of several lines: %q", err)
	}
	last := 0
	for _, u := range us {
		if u.Line < last || u.SourceLang == "" && u.TargetLang == "" {
			t.Errorf("line %d after %d, languages %q and %q", u.Line, last, u.SourceLang, u.TargetLang)
		}
		last = u.Line
		for _, c := range []struct {
			text  string
			codes []int
		}{{u.Source.Text, offsets(u, true)}, {u.Target.Text, offsets(u, false)}} {
			at := 0
			for _, o := range c.codes {
				if o < at || o > len(c.text) {
					t.Errorf("a code at %d after %d in %q", o, at, c.text)
				}
				at = o
			}
		}
	}
	if bytes.Equal(data, nil) && err == nil {
		t.Error("nothing was read without an error")
	}
}

func offsets(u Unit, source bool) (out []int) {
	codes := u.Target.Codes
	if source {
		codes = u.Source.Codes
	}
	for _, c := range codes {
		out = append(out, c.At)
	}
	return out
}
