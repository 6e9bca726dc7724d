package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"targman/glossary"
	"targman/pipeline/lang/all"
)

// ask fills in what the flags have left open, one question a line, on standard
// error. An empty answer takes the one in brackets, or leaves the thing out.
func (a *addition) ask() error {
	in := bufio.NewReader(a.in)
	a.asked = true
	questions := []func(*bufio.Reader) error{
		a.line("glossary.ask.name", a.names[a.cfg.Source], func() string { return "" }),
		a.line("glossary.ask.kind", &a.kind, func() string { return string(glossary.Person) }),
		a.askGiven,
		a.line("glossary.ask.concept-id", &a.id, func() string { return glossary.SuggestID(*a.names[a.cfg.Source]) }),
		a.list("glossary.ask.variants", &a.variants),
		a.askTerms,
		a.askClass,
		a.line("glossary.ask.note", &a.note, func() string { return "" }),
		a.line("glossary.ask.source", &a.source, func() string { return "" }),
		a.confirm,
	}
	for _, q := range questions {
		if err := q(in); err != nil {
			return err
		}
	}
	return nil
}

// answer puts a question and reads a line.
func (a *addition) answer(in *bufio.Reader, question, preset string) (string, error) {
	fmt.Fprint(a.err, question)
	if preset != "" {
		fmt.Fprint(a.err, " ["+preset+"]")
	}
	fmt.Fprint(a.err, a.text("colon", nil))
	line, err := in.ReadString('\n')
	if err != nil && (!errors.Is(err, io.EOF) || line == "") {
		return "", usage(errors.New("add concept: the answers ended before the questions; nothing was written"))
	}
	if line = strings.TrimSpace(line); line == "" {
		return preset, nil
	}
	return line, nil
}

// line asks for a text that no flag has given.
func (a *addition) line(message string, to *string, preset func() string) func(*bufio.Reader) error {
	return func(in *bufio.Reader) (err error) {
		if *to == "" {
			*to, err = a.answer(in, a.text(message, nil), preset())
		}
		return err
	}
}

// list asks for texts with commas between them.
func (a *addition) list(message string, to *[]string) func(*bufio.Reader) error {
	return func(in *bufio.Reader) error {
		if len(*to) > 0 {
			return nil
		}
		line, err := a.answer(in, a.text(message, nil), "")
		for item := range strings.SplitSeq(line, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*to = append(*to, item)
			}
		}
		return err
	}
}

// askGiven asks for a person's given name.
func (a *addition) askGiven(in *bufio.Reader) error {
	if a.kind != string(glossary.Person) {
		return nil
	}
	return a.line("glossary.ask.given", a.given[a.cfg.Source], func() string { return "" })(in)
}

// askTerms asks for the term in each target language, with what the language
// suggests; the first suggestion is taken for an empty answer.
func (a *addition) askTerms(in *bufio.Reader) error {
	for _, locale := range a.cfg.Targets {
		for _, part := range []struct{ name, term *string }{{a.names[a.cfg.Source], a.names[locale]}, {a.given[a.cfg.Source], a.given[locale]}} {
			if part.term == nil || *part.term != "" || *part.name == "" || a.keep {
				continue
			}
			preset := ""
			if suggest := pack(all.Packs(), locale).Suggest; suggest != nil {
				if all := suggest(*part.name, ""); len(all) > 0 {
					preset = all[0]
					fmt.Fprintln(a.err, "  "+strings.Join(all, ", "))
				}
			}
			var err error
			if *part.term, err = a.answer(in, a.text("glossary.ask.term", map[string]any{"Name": *part.name, "Locale": locale}), preset); err != nil {
				return err
			}
		}
	}
	return nil
}

// askClass shows the forms where the ending leaves a doubt, and asks for the
// class.
func (a *addition) askClass(in *bufio.Reader) error {
	c := a.compose(*a.names[a.cfg.Source])
	if len(c.Targets) != 1 || c.Keep {
		return nil
	}
	of := languageOf(c.Targets[0].Locale).Forms
	if of == nil {
		return nil
	}
	full, _ := c.Target(c.Targets[0].Locale, true)
	forms, sure := of(full.Preferred, a.kind, full.Class)
	if sure {
		return nil
	}
	fmt.Fprintln(a.err, "  "+strings.Join(forms, ", "))
	var err error
	a.class, err = a.answer(in, a.text("glossary.ask.class", nil), "")
	return err
}

// confirm shows the concept and asks whether to write it.
func (a *addition) confirm(in *bufio.Reader) error {
	c, err := a.concept()
	if err != nil {
		return usage(err)
	}
	fmt.Fprint(a.err, glossary.Layout(c))
	line, err := a.answer(in, a.text("glossary.ask.write", nil), "y")
	a.yes = strings.HasPrefix(strings.ToLower(line), strings.ToLower("y")) || line == a.text("glossary.ask.yes", nil)
	return err
}
