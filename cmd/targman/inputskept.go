package main

import (
	"cmp"
	"fmt"

	"targman/pipeline"
	"targman/pipeline/archive"
	"targman/pipeline/gather"
)

// files are the articles behind files, folders and globs; addresses are looked
// at and put aside.
func (l *loaded) files(args []string, skip ...string) (*inputs, error) {
	files, addresses, err := apart(args)
	if err != nil {
		return nil, err
	}
	in, err := findInputs(files, int64(l.Read.MaxSize), append(ownFolders(l), skip...)...)
	if err == nil {
		in.addresses = addresses
	}
	return in, err
}

// kept are the articles for commands that fetch nothing: an address of which
// nothing is kept is a mistake.
func (l *loaded) kept(args []string, skip ...string) (*inputs, error) {
	in, err := l.files(args, skip...)
	if err == nil {
		err = in.pages(l)
	}
	if err == nil {
		err = in.known()
	}
	return in, err
}

// pages adds the pages that are kept of the addresses.
func (in *inputs) pages(l *loaded) error {
	if len(in.addresses) == 0 {
		return nil
	}
	kept, err := archive.Open(archiveFolder(l))
	if err != nil {
		return err
	}
	in.take(kept, l)
	return nil
}

// take adds the pages of an archive, which stays open for them to be read.
func (in *inputs) take(kept *archive.Archive, l *loaded) {
	in.damaged = kept.Damaged()
	for _, a := range in.addresses {
		pages, known := gather.Kept(kept, a)
		if !known {
			in.unknown = append(in.unknown, a)
		}
		for _, f := range pages {
			in.page(kept, f, l.Read.Charset)
		}
		for _, f := range gather.Due(kept, a) {
			in.due = append(in.due, f.Name+".html")
		}
	}
}

// known fails when nothing is kept of an address.
func (in *inputs) known() error {
	if len(in.unknown) == 0 {
		return nil
	}
	return usage(fmt.Errorf("input %s: nothing of it is kept; fetch it with targman translate", redact(in.unknown[0])))
}

// apart tells files from addresses, which it brings into their one form.
func apart(args []string) (files, addresses []string, err error) {
	for _, a := range args {
		if !isAddress(a) {
			files = append(files, a)
			continue
		}
		address, err := addressOf(a)
		if err != nil {
			return nil, nil, usage(err)
		}
		addresses = append(addresses, address)
	}
	return files, addresses, nil
}

// page adds a page of the archive, once.
func (in *inputs) page(kept *archive.Archive, f archive.Facts, charset string) {
	p := kept.Path(f)
	if in.seen[p] {
		return
	}
	in.seen[p] = true
	in.list = append(in.list, pipeline.Input{Path: p, Name: f.Name, URL: cmp.Or(f.Final, f.URL), Load: func() ([]byte, error) {
		if f.Size > in.limit {
			return nil, tooLarge(p, f.Size, in.limit)
		}
		data, err := kept.Load(f)
		if err != nil || charset != "" {
			return data, err
		}
		return gather.Decoded(data, f.Type), nil
	}})
}
