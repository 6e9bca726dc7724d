package pipeline

import (
	"slices"
	"strconv"
	"strings"

	"targman/pipeline/align"
	"targman/pipeline/bitext"
	"targman/pipeline/split"
)

// composed is an article made of pairs: a unit for each, and one for each piece
// of furniture of the source. Blocks that a pair reaches over are one.
type composed struct {
	art   *bitext.Article
	units []bitext.Unit
	// at is the unit of each pair.
	at []int
}

// compose makes the article of a couple.
func compose(source, target *side, pairs []align.Pair) *composed {
	art := *source.art
	art.Blocks, art.LangSpans, art.Spell = nil, nil, nil // it is never written back
	c := &composer{composed: composed{art: &art, at: make([]int, len(pairs))}, source: source, target: target, pairs: pairs}
	for from := 0; from < len(pairs); {
		to := c.together(from)
		c.group(from, to)
		from = to
	}
	c.furniture(len(source.units))
	return &c.composed
}

type composer struct {
	composed
	source, target *side
	pairs          []align.Pair
	next           int // the first unit of the source that is not there yet
	// last is what was joined last of the target, from one block to another: a
	// block may hold a whole document.
	last       joined
	lastBlocks [2]int
}

// together is the end of the pairs that begin at from and whose blocks hang
// together. Sentences that the target has alone stay with what stands before
// them.
func (c *composer) together(from int) int {
	last := -1 // the block that has been reached
	for i := from; i < len(c.pairs); i++ {
		s := c.pairs[i].Source
		if s.Len() == 0 {
			continue
		}
		if block := c.source.unit(s.From).Block; last >= 0 && block != last {
			return i
		}
		last = c.source.unit(s.To - 1).Block
	}
	return len(c.pairs)
}

// group adds the pairs from..to as the segments of one block.
func (c *composer) group(from, to int) {
	first, last := -1, -1
	for _, p := range c.pairs[from:to] {
		if p.Source.Len() > 0 {
			if first < 0 {
				first = c.source.text[p.Source.From]
			}
			last = c.source.text[p.Source.To-1]
		}
	}
	kind, j := bitext.Paragraph, joined{}
	if first >= 0 {
		c.furniture(first)
		kind = c.source.units[first].Kind
		j = c.source.join(first, last)
	}
	index := len(c.art.Blocks)
	c.art.Blocks = append(c.art.Blocks, bitext.Block{Kind: kind, Content: j.content, Span: j.span})
	for i, p := range c.pairs[from:to] {
		c.at[from+i] = len(c.units)
		c.units = append(c.units, c.unit(p, j, bitext.Unit{ID: strconv.Itoa(index+1) + "." + strconv.Itoa(i+1), Block: index, Kind: kind}))
	}
	c.next = max(c.next, last+1)
}

// furniture adds the units of the source up to one that do not take part.
func (c *composer) furniture(to int) {
	for ; c.next < to; c.next++ {
		u := c.source.units[c.next]
		if takesPart(u.Kind) {
			continue
		}
		b := c.source.art.Blocks[u.Block]
		b.Kind = bitext.Furniture
		u.ID, u.Block, u.Kind, u.State = strconv.Itoa(len(c.art.Blocks)+1)+".1", len(c.art.Blocks), bitext.Furniture, bitext.Initial
		c.art.Blocks, c.units = append(c.art.Blocks, b), append(c.units, u)
	}
}

// unit is that of a pair; j has its source.
func (c *composer) unit(p align.Pair, j joined, u bitext.Unit) bitext.Unit {
	u.State = bitext.Initial
	if p.Source.Len() > 0 {
		u.Original = j.cut(c.source.text[p.Source.From], c.source.text[p.Source.To-1])
		u.Source = split.Normal(u.Original)
	}
	if p.Target.Len() > 0 {
		from, to := c.target.text[p.Target.From], c.target.text[p.Target.To-1]
		blocks := [2]int{c.target.units[from].Block, c.target.units[to].Block}
		if c.last.places == nil || c.lastBlocks != blocks {
			c.last, c.lastBlocks = c.target.join(from, to), blocks
		}
		u.Target = split.Normal(c.last.cut(from, to))
		u.Target.Text = strings.ReplaceAll(u.Target.Text, bitext.Break, " ")
		u.Source, u.Target = partners(u.Source, u.Target)
	}
	return u
}

// joined is the content of neighbouring blocks with the place of each unit.
type joined struct {
	content bitext.Content
	span    bitext.Span
	places  map[int]bitext.Span // by unit, into the content's text
}

// join joins the blocks of the units from first to last, without those that do
// not take part.
func (s *side) join(first, last int) joined {
	j := joined{places: map[int]bitext.Span{}, span: s.art.Blocks[s.units[first].Block].Span}
	for from := first; from <= last; {
		block := s.units[from].Block
		start := from
		for start > 0 && s.units[start-1].Block == block {
			start--
		}
		for from < len(s.units) && s.units[from].Block == block {
			from++
		}
		if takesPart(s.units[start].Kind) {
			j.add(&s.art.Blocks[block], s.units[start:from], start)
		}
	}
	return j
}

// add adds a block with its units, the first of which has the given index.
func (j *joined) add(b *bitext.Block, units []bitext.Unit, index int) {
	if j.content.Text != "" {
		j.content.Text += bitext.Break
	}
	shift, ids := len(j.content.Text), 0
	for _, k := range j.content.Codes {
		ids = max(ids, k.ID)
	}
	for _, k := range b.Codes {
		k.At, k.ID = k.At+shift, k.ID+ids
		j.content.Codes = append(j.content.Codes, k)
	}
	j.content.Text += b.Text
	j.span.End = b.Span.End
	at := 0
	for i := range units {
		n := max(0, strings.Index(b.Text[at:], units[i].Original.Text))
		start := at + n
		at = start + len(units[i].Original.Text)
		j.places[index+i] = bitext.Span{Start: shift + start, End: shift + at}
	}
}

// cut is the content of the units from first to last, with what stands between
// them.
func (j *joined) cut(first, last int) bitext.Content {
	s := bitext.Span{Start: j.places[first].Start, End: j.places[last].End}
	out := bitext.Content{Text: s.Of(j.content.Text)}
	for _, k := range j.content.Codes {
		if k.At >= s.Start && k.At <= s.End {
			k.At -= s.Start
			out.Codes = append(out.Codes, k)
		}
	}
	out.Codes = bare(out)
	return out
}

// bare leaves out the codes at the edges that enclose nothing or everything.
func bare(c bitext.Content) []bitext.Code {
	opens := map[int]int{}
	inside := map[int]bool{}
	for i, k := range c.Codes {
		switch k.Kind {
		case bitext.Open:
			opens[k.ID] = i
		case bitext.Close:
			if o, ok := opens[k.ID]; ok {
				open := c.Codes[o]
				inside[k.ID] = open.At < k.At && (open.At > 0 || k.At < len(c.Text))
			}
		case bitext.Alone:
			inside[k.ID] = k.At < len(c.Text) && (k.At > 0 || strings.HasPrefix(c.Text[k.At:], bitext.Object))
		}
	}
	return slices.DeleteFunc(c.Codes, func(k bitext.Code) bool { return !inside[k.ID] })
}
