// Command write puts made-up articles on disk:
//
//	go run ./testdata/corpus/write -n 10000 -out /tmp/corpus
package main

import (
	"flag"
	"log"

	"targman/testdata/corpus"
)

func main() {
	n := flag.Int("n", 1000, "articles")
	out := flag.String("out", "corpus", "folder to write into")
	seed := flag.Uint64("seed", 1, "seed of the random choices")
	flag.Parse()
	if err := corpus.Write(*out, *n, *seed); err != nil {
		log.Fatal(err)
	}
}
