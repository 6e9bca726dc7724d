package fuzzy

import "slices"

// shelf is texts with all that is needed to find them.
type shelf struct {
	texts store
	// at is where a text is stored; the texts are numbered by how many words
	// they have, and first has the number of the first one with so many.
	at    []uint32
	first []uint32
	// signs are the texts' signatures.
	signs []uint64
	// words are keys, ascending; the texts that have words[i] are
	// posts[lists[i]:lists[i+1]], ascending.
	words, lists, posts []uint32
}

func (s *shelf) text(doc uint32) string { return unsized(s.texts.from(s.at[doc])) }

// within are the texts in the range that have the word.
func (s *shelf) within(k, from, to uint32) []uint32 {
	i, ok := slices.BinarySearch(s.words, k)
	if !ok {
		return nil
	}
	posts := s.posts[s.lists[i]:s.lists[i+1]]
	a, _ := slices.BinarySearch(posts, from)
	b, _ := slices.BinarySearch(posts[a:], to)
	return posts[a : a+b]
}

// has says that the text is there.
func (s *shelf) has(text []byte, keys []uint32, d *document) bool {
	from, to := s.first[d.long], s.first[d.long+1]
	rarest := s.within(keys[0], from, to)
	for _, k := range keys[1:] {
		if posts := s.within(k, from, to); len(posts) < len(rarest) {
			rarest = posts
		}
	}
	return slices.ContainsFunc(rarest, func(doc uint32) bool { return s.signs[doc] == d.sign && s.text(doc) == string(text) })
}

// has says that the text is on one of the shelves.
func (x *Index) has(text []byte, keys []uint32, d *document) bool {
	return x != nil && slices.ContainsFunc(x.shelves, func(s *shelf) bool { return s.has(text, keys, d) })
}
