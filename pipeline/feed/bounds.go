package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// The limits of a feed; its size is the caller's business.
const (
	// rootWithin is within how many bytes the root element begins; the library
	// looks no further.
	rootWithin = 4096
	// maxDepth is how deep elements may stand in each other.
	maxDepth = 200
	// maxAttributes is how many attributes one element may have.
	maxAttributes = 1000
	// maxNamespaces is how many namespaces a feed may declare; each element costs
	// the library time for all that are in force.
	maxNamespaces = 1000
	// maxElements is how many elements a feed may have, and a JSON Feed objects:
	// the library makes a thousand bytes of each, however short it is.
	maxElements = 100_000
	// maxTitle is how many bytes of a title count.
	maxTitle = 1000
)

// inBounds walks over the tags of a feed in XML before anything is built of it.
// Entities that a document type declares are refused with it; a document type
// that names another file is passed over, and nothing is fetched.
func inBounds(text []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		// encoding/json has bounds for the depth. Braces in texts count, too.
		if bytes.Count(text, []byte("{")) > maxElements {
			return fmt.Errorf("it has more than %d objects", maxElements)
		}
		return nil
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = false
	depth, elements, namespaces := 0, 0, 0
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return fmt.Errorf("line %d: elements are nested more than %d deep", line(d), maxDepth)
			}
			if elements++; elements > maxElements {
				return fmt.Errorf("line %d: it has more than %d elements", line(d), maxElements)
			}
			if len(x.Attr) > maxAttributes {
				return fmt.Errorf("line %d: an element has more than %d attributes", line(d), maxAttributes)
			}
			for _, a := range x.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					namespaces++
				}
			}
			if namespaces > maxNamespaces {
				return fmt.Errorf("line %d: more than %d namespaces are declared", line(d), maxNamespaces)
			}
		case xml.EndElement:
			depth--
		case xml.Directive:
			if bytes.HasPrefix(x, []byte("DOCTYPE")) && bytes.ContainsRune(x, '[') {
				return fmt.Errorf("line %d: the document type declares something of its own, which is not taken", line(d))
			}
		}
	}
}

func line(d *xml.Decoder) int {
	n, _ := d.InputPos()
	return n
}
