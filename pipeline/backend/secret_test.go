package backend

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestSecretHides(t *testing.T) {
	s := Secret(canary)
	held := struct{ Key Secret }{s}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%c", "%100s", "%!"} {
		for _, v := range []any{s, &s, held, &held, []Secret{s}, map[string]Secret{"k": s}, map[Secret]int{s: 1}, Options{OpenAI: OpenAIOptions{Service: Service{Key: s}}}} {
			hidden(t, fmt.Sprintf(verb, v))
		}
	}
	hidden(t, fmt.Sprint(s)+fmt.Sprintln(s)+s.String()+fmt.Errorf("x: %w %v", error(&Error{Err: fmt.Errorf("%v", s)}), s).Error())
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "xml": xml.Marshal, "yaml": yaml.Marshal} {
		out, err := marshal(held)
		if err != nil && name != "xml" { // a struct without a name is no XML
			t.Errorf("%s: %v", name, err)
		}
		hidden(t, string(out))
	}
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("call", "key", s, "options", held, "pointer", &s)
	}
	hidden(t, log.String())
	if v := slog.AnyValue(s).Resolve(); v.Kind() != slog.KindString || v.String() != hiddenSecret {
		t.Errorf("a log handler gets %v of kind %s, want %s", v, v.Kind(), hiddenSecret)
	}
	if s.Reveal() != canary {
		t.Errorf("Reveal = %q, want the key", s.Reveal())
	}
}
