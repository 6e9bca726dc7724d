package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"targman/pipeline/lang/all"
)

// answer is what a subcommand of lang answers to rows.
func answer(t testing.TB, work rowWork, in string) string {
	t.Helper()
	var out bytes.Buffer
	if err := eachRow(context.Background(), strings.NewReader(in), &out, work); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// armenian is the work of a subcommand in Armenian.
func armenian(t testing.TB, name string) rowWork {
	t.Helper()
	for _, tool := range languageTools {
		if tool.name == name {
			work, err := tool.in(all.Packs(), "hy", languageOptions{})
			if err != nil {
				t.Fatal(err)
			}
			return work
		}
	}
	t.Fatalf("no subcommand %s", name)
	return nil
}

func TestLangLongLine(t *testing.T) {
	text := strings.Repeat("Նա եկավ Անկարա։ ", 1<<15) + "Լավրովին"
	if len(text) < 900_000 {
		t.Fatal("the line is not long")
	}
	got := answer(t, armenian(t, "recognise"), "1\tԼավրով\t"+text+"\r\n2\tԼավրով\tԼավրով")
	n := utf8.RuneCountInString(text)
	want := fmt.Sprintf("1\t%d\t%d\tԼավրով\tdat\tsg\tdef\n2\t0\t6\tԼավրով\tnom\tsg\tind\n", n-8, n)
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLangAnswersRowByRow(t *testing.T) {
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- eachRow(context.Background(), in, out, armenian(t, "inflect"))
		_ = out.Close()
	}()
	for i, form := range []string{"Լավրովին", "Լավրովից"} {
		row := []string{"\tԼավրով\tdat\tsg\tdef\n", "\tԼավրով\tabl\tsg\tind\n"}[i]
		if _, err := io.WriteString(feed, strconv.Itoa(i)+row); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 100)
		n, err := answers.Read(buf)
		if want := fmt.Sprintf("%d\t%s\n", i, form); err != nil || string(buf[:n]) != want {
			t.Fatalf("got %q, %v, want %q while the input is open", buf[:n], err, want)
		}
	}
	_ = feed.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestLangReadFails(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("1\tԼավրով\tdat\tsg\tdef\n"), &failing{})
	var out bytes.Buffer
	err := eachRow(context.Background(), broken, &out, armenian(t, "inflect"))
	if err == nil || !strings.Contains(err.Error(), "read rows") || out.String() != "1\tԼավրովին\n" {
		t.Errorf("got %v and %q", err, out.String())
	}
}

type failing struct{}

func (*failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Every subcommand answers any input: with ids of the input only, spans within
// the text, and one row for each where it promises that.
func FuzzLang(f *testing.F) {
	for i := range languageTools {
		f.Add(i, "1\tԼավրով|Բաքու@uv|@|x@\tԼավրովին ⟦1⟧\tԲաքվից\r\n\n2\t\t\t\t\t\t\xff")
		f.Add(i, "1\tԼավրով\tdat\tpl\tdef\tէ\n3\tinçu?\ttr")
	}
	works := make([]rowWork, len(languageTools))
	for i, tool := range languageTools {
		works[i] = armenian(f, tool.name)
	}
	f.Fuzz(func(t *testing.T, n int, in string) {
		n = int(uint(n) % uint(len(works)))
		name, asked, text := languageTools[n].name, map[string]int{}, map[string]int{}
		rows := 0
		for line := range strings.SplitSeq(in, "\n") {
			line = strings.TrimSuffix(line, "\r")
			if line == "" {
				continue
			}
			r := cutRow(line, nil)
			rows++
			asked[r[0]]++
			at := 1
			if name == "recognise" {
				at = 2
			}
			text[r[0]] = max(text[r[0]], utf8.RuneCountInString(r.field(at)))
		}
		answers := 0
		for line := range strings.Lines(answer(t, works[n], in)) {
			answers++
			r := cutRow(strings.TrimSuffix(line, "\n"), nil)
			if asked[r[0]] == 0 && strings.TrimFunc(r[0], func(c rune) bool { return c == ' ' }) == r[0] && !strings.Contains(in, "\r") {
				t.Fatalf("%s %q: the id of %q was not asked", name, in, line)
			}
			if name == "recognise" || name == "check" {
				from := map[string]int{"recognise": 1, "check": 2}[name]
				start, err := strconv.Atoi(r[from])
				end, err2 := strconv.Atoi(r[from+1])
				if err != nil || err2 != nil || start < 0 || end < start || end > text[r[0]] && !strings.Contains(in, "\r") {
					t.Fatalf("%s %q: %q is no span of the text", name, in, line)
				}
			}
		}
		if name != "recognise" && name != "check" && answers != rows {
			t.Errorf("%s %q: %d answers to %d rows", name, in, answers, rows)
		}
	})
}

func BenchmarkLang(b *testing.B) {
	const text = "Ռուսաստանի արտաքին գործերի նախարար Սերգեյ Լավրովն այսօր Անկարայում հանդիպել է Մևլութ Չավուշօղլուի հետ՝ քննարկելու ԱՄՆ-ի առաջարկները։"
	for name, fields := range map[string]string{
		"recognise": "Լավրով|Անկարա|Չավուշօղլու\t" + text,
		"inflect":   "Լավրով\tdat\tsg\tdef\tէ",
		"reinflect": "Չավուշօղլու\tԿավուսօղլուին\t",
		"check":     text + "\tRussian Foreign Minister Sergey Lavrov met Mevlut Cavusoglu in Ankara.",
		"normalise": text,
		"translit":  "Çavuşoğlu\ttr",
	} {
		const rows = 1000
		in := strings.Repeat("12345\t"+fields+"\n", rows)
		b.Run(name, func(b *testing.B) {
			work := armenian(b, name)
			for b.Loop() {
				if err := eachRow(context.Background(), strings.NewReader(in), io.Discard, work); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
