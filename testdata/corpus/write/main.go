// Command write puts made-up articles on disk:
//
//	go run ./testdata/corpus/write -n 10000 -out /tmp/corpus
//
// or a translation memory of so many megabytes:
//
//	go run ./testdata/corpus/write -tmx 500 -out /tmp/corpus.tmx
package main

import (
	"errors"
	"flag"
	"log"
	"os"

	"targman/testdata/corpus"
)

func main() {
	n := flag.Int("n", 1000, "articles")
	out := flag.String("out", "corpus", "folder to write into")
	seed := flag.Uint64("seed", 1, "seed of the random choices")
	tmx := flag.Int64("tmx", 0, "megabytes of a translation memory to write instead")
	flag.Parse()
	if *tmx > 0 {
		if err := writeTMX(*out, *tmx*1_000_000, *seed); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := corpus.Write(*out, *n, *seed); err != nil {
		log.Fatal(err)
	}
}

func writeTMX(file string, size int64, seed uint64) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	_, err = corpus.TMX(f, size, seed)
	return errors.Join(err, f.Close())
}
