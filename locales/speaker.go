package locales

import (
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Speaker says the program's messages in one language.
type Speaker struct {
	localizer *i18n.Localizer
	tag       language.Tag
}

// Speaker chooses the language of the program's messages: the first of the
// wanted tags that the catalog has, else English. Tags may be BCP 47 or POSIX
// locale names such as "hy_AM.UTF-8".
func (c *Catalog) Speaker(wanted ...string) *Speaker {
	matcher := language.NewMatcher(append([]language.Tag{language.English}, c.tags...))
	tag := language.English
	for _, w := range wanted {
		t, err := language.Parse(posix(w))
		if err != nil || w == "" {
			continue
		}
		if match, _, confidence := matcher.Match(t); confidence >= language.High {
			tag = match
			break
		}
	}
	return &Speaker{localizer: i18n.NewLocalizer(c.bundle, tag.String()), tag: tag}
}

// posix cuts the charset and modifier off a POSIX locale name.
func posix(name string) string {
	for i, r := range name {
		if r == '.' || r == '@' {
			return name[:i]
		}
	}
	return name
}

// Tag is the language that is spoken.
func (s *Speaker) Tag() language.Tag { return s.tag }

// Say returns the message with its values put in. A message that the language
// lacks is said in English; one that no language has is its id, so that a
// missing message shows and nothing is lost.
func (s *Speaker) Say(id string, values map[string]any) string {
	config := &i18n.LocalizeConfig{MessageID: id, TemplateData: values}
	if n, ok := values["Count"]; ok {
		config.PluralCount = n
	}
	text, err := s.localizer.Localize(config)
	if text == "" && err != nil {
		return id
	}
	return text
}
