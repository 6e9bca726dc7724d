//go:build linux

package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// site is a project under torture, and what is known about it.
type site struct {
	program string // the targman to run
	folder  string // of the configuration and the articles
	data    string // of the memory and the outputs: what a fault hits
	engine  *engine
	rnd     *rand.Rand
	serial  serial
	// articles has every version that an article ever had; the last one stands.
	articles map[string][]version
	// kept is what the memory was seen to hold; it may only grow.
	kept map[string]string
	// stood are the outputs that were seen last.
	stood map[string]bool
	// usual is how long a run takes that nobody disturbs.
	usual time.Duration
}

// What a run may have under way: calls of so many segments that are made, as
// many answers that wait to be kept, and one that is being kept.
const (
	callsAtOnce = 3
	batchSize   = 2
	underWay    = 2*callsAtOnce + 1
)

const configuration = `backend: openai
fail_on: never
input: [in]
out: %[1]s/out
memory:
  file: %[1]s/state/memory.db
  reserve: 64KiB
  fuzzy:
    min: 0
output:
  formats: [document, tsv]
backends:
  openai:
    url: %[2]s/v1
    model: loopback
    calls: %[3]d
    batch: %[4]d
money:
  prices:
    - {engine: openai, date: "2026-01-01", call: 1.0}
`

// newSite makes a project with new articles. data may be on another file system.
func (b *bench) newSite(folder, data string, rnd *rand.Rand, articles int) (*site, error) {
	e, err := startEngine(pace(rnd.Uint64()))
	if err != nil {
		return nil, err
	}
	s := &site{program: b.program, folder: folder, data: data, engine: e, rnd: rnd,
		serial:   serial{next: rnd.Uint64N(1 << 23)},
		articles: map[string][]version{}, kept: map[string]string{}, usual: 250 * time.Millisecond}
	for i := range articles {
		name := fmt.Sprintf("article-%02d", i)
		if i%3 == 0 {
			name = fmt.Sprintf("section-%d/%s", i%2, name)
		}
		if err := s.publish(name, s.serial.write(rnd, 4+rnd.IntN(6))); err != nil {
			return nil, err
		}
	}
	return s, s.configure()
}

// pace answers in up to 4 ms, and now and then in up to 40.
func pace(seed uint64) func() time.Duration {
	var one safeRand
	one.rnd = rand.New(rand.NewPCG(seed, 1))
	return func() time.Duration {
		most := 4
		if one.intN(20) == 0 {
			most = 40
		}
		return time.Duration(one.intN(most*1000)) * time.Microsecond
	}
}

func (s *site) configure() error {
	text := fmt.Sprintf(configuration, s.data, s.engine.URL, callsAtOnce, batchSize)
	return os.WriteFile(filepath.Join(s.folder, "config.yaml"), []byte(text), 0o666)
}

func (s *site) close() { s.engine.close() }

// clone is the project as it stands, in another folder, with an engine of its own
// that has billed the same.
func (s *site) clone(folder string) (*site, error) {
	e, err := startEngine(s.engine.pace)
	if err != nil {
		return nil, err
	}
	e.bill = s.engine.billed()
	c := *s
	c.folder, c.data, c.engine = folder, folder, e
	c.articles, c.kept = maps.Clone(s.articles), maps.Clone(s.kept)
	if err := os.CopyFS(folder, os.DirFS(s.folder)); err != nil {
		return nil, err
	}
	return &c, c.configure()
}

// publish writes a version of an article where the program looks for it.
func (s *site) publish(name string, v version) error {
	file := filepath.Join(s.folder, "in", name+".txt")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	s.articles[name] = append(s.articles[name], v)
	return os.WriteFile(file, []byte(v.text()), 0o666)
}

// edit changes so many articles, and at times publishes one more.
func (s *site) edit(n int) error {
	names := slices.Sorted(maps.Keys(s.articles))
	for range n {
		name := names[s.rnd.IntN(len(names))]
		if err := s.publish(name, s.serial.edit(s.rnd, s.current(name))); err != nil {
			return err
		}
	}
	if s.rnd.IntN(10) == 0 {
		return s.publish(fmt.Sprintf("news-%d", s.serial.next), s.serial.write(s.rnd, 3))
	}
	return nil
}

func (s *site) current(name string) version { return s.articles[name][len(s.articles[name])-1] }

func (s *site) memory() string { return filepath.Join(s.data, "state/memory.db") }

func (s *site) outputs() string { return filepath.Join(s.data, "out/hy") }

// start runs the program on the project.
func (s *site) start(args ...string) (*process, error) {
	return start(s.folder, s.program, append([]string{"translate", "--quiet"}, args...)...)
}

// run runs it to its end.
func (s *site) run(args ...string) (ended, error) {
	p, err := s.start(args...)
	if err != nil {
		return ended{}, err
	}
	return p.wait()
}

// moment waits for a random time, mostly shorter than what a run takes.
func (s *site) moment() { time.Sleep(time.Duration(s.rnd.Int64N(int64(s.usual) * 5 / 4))) }

// learn notes how long a run took that nobody disturbed.
func (s *site) learn(e ended) { s.usual = (s.usual + e.took) / 2 }
