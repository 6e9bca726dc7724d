package gather

import (
	"bytes"
	"html/template"

	"targman/pipeline/feed"
)

// inlinePage is the page of an entry without an address. The content is markup
// of the feed's maker, as it would be on a page of theirs; nobody runs it here.
var inlinePage = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html{{with .Lang}} lang="{{.}}"{{end}}>
<head>
<meta charset="utf-8">
<title>{{.Title}}</title>
<base href="{{.Base}}">
</head>
<body>
<article>
{{with .Title}}<h1>{{.}}</h1>
{{end}}{{.Content}}
</article>
</body>
</html>
`))

func compose(read *feed.Feed, e *feed.Entry, base string) ([]byte, error) {
	var b bytes.Buffer
	err := inlinePage.Execute(&b, map[string]any{
		"Lang": read.Lang, "Title": e.Title, "Base": base, "Content": template.HTML(e.Content)})
	return b.Bytes(), err
}
