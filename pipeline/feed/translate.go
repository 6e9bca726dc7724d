package feed

import (
	"html/template"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
	rssfeed "github.com/mmcdole/gofeed/rss"
)

// The library's common form of an item keeps neither whether a guid is an address
// nor whether a content is plain text, so both are seen to before.

// fromRSS takes a guid for the link of an item that has none, unless it says that it
// is no address (https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt).
type fromRSS struct{ gofeed.DefaultRSSTranslator }

func (t *fromRSS) Translate(feed any) (*gofeed.Feed, error) {
	if f, ok := feed.(*rssfeed.Feed); ok {
		for _, i := range f.Items {
			if g := i.GUID; i.Link == "" && g != nil && !strings.EqualFold(g.IsPermalink, "false") && isAddress(g.Value) {
				i.Link = g.Value
			}
		}
	}
	return t.DefaultRSSTranslator.Translate(feed)
}

// fromJSON writes content that is plain text as HTML
// (https://www.jsonfeed.org/version/1.1/#items-a-name-items-a).
type fromJSON struct{ gofeed.DefaultJSONTranslator }

func (t *fromJSON) Translate(feed any) (*gofeed.Feed, error) {
	if f, ok := feed.(*jsonfeed.Feed); ok {
		f.Items = slices.DeleteFunc(f.Items, func(i *jsonfeed.Item) bool { return i == nil }) // the library breaks on null
		for _, i := range f.Items {
			if i.ContentHTML == "" && i.ContentText != "" {
				i.ContentHTML = paragraphs(i.ContentText)
			}
		}
	}
	return t.DefaultJSONTranslator.Translate(feed)
}

// paragraphs are the lines of a plain text.
func paragraphs(text string) string {
	var b strings.Builder
	_ = lines.Execute(&b, strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })) // to memory; it does not fail
	return b.String()
}

var lines = template.Must(template.New("lines").Funcs(template.FuncMap{"trim": strings.TrimSpace}).
	Parse("{{range .}}{{with trim .}}<p>{{.}}</p>\n{{end}}{{end}}"))

func isAddress(id string) bool {
	id = strings.TrimSpace(id)
	return strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://")
}
