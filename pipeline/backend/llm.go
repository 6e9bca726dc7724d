package backend

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// LLMOptions are the settings that every engine has that asks a large language
// model.
type LLMOptions struct {
	Model string
	// Batch is how many segments one call has at most.
	Batch int
	// Temperature is not sent when it is below zero: some models take none.
	Temperature float64
	// Reasoning is how many tokens the model may think for, on top of its answer.
	// Below zero nothing is said of it, and nothing set aside.
	Reasoning int
	// Context is how many tokens prompt and answer may have together; zero when it
	// is not known.
	Context int
	// Schema is how JSON is asked for: "schema", "object" (of those that know it)
	// or "none".
	Schema string
	// Prompts overrule the program's own.
	Prompts Prompts
}

// llm is what engines of that kind share: what a model is asked and how its
// answer is taken. Only the wire between is the engine's own.
type llm struct {
	*service
	options LLMOptions
}

// query is what a model is asked.
type query struct {
	// rules are the same for all calls of a language pair, secret is of this run.
	rules, secret string
	material      string
	schema        object
	// room is the greatest number of tokens of the answer, thoughts included.
	room int
}

// system is both parts of the instructions in one.
func (q query) system() string {
	if q.secret == "" {
		return q.rules
	}
	return q.rules + "\n" + q.secret
}

// end says why a model stopped.
type end int

const (
	done    end = iota
	cut         // at the bound on its answer
	full        // at the end of its context
	refused     // it, or a filter, will not
	odd         // for a reason that is none of these
)

// said is what a model answered.
type said struct {
	text, model string
	end         end
	// reason is the service's word for the end, and whatever it says of a refusal.
	reason string
}

func (l *llm) question(r Request) query {
	q := query{
		rules: l.options.Prompts.rules(r), secret: secretPrompt(r), material: userPrompt(r),
		schema: answerSchema(len(r.Segments)), room: room(r.Segments) + max(0, l.options.Reasoning),
	}
	if !q.fits(l.options.Context) { // the rest of the article is the first to go
		r.Segments = slices.Clone(r.Segments)
		for i, s := range r.Segments {
			r.Segments[i] = s.alone()
		}
		q.material = userPrompt(r)
	}
	return q
}

// Info gives what was configured.
func (l *llm) Info() Info {
	limits := Limits{Calls: l.calls, Segments: l.options.Batch, PowersOfTwo: true}
	if l.options.Context > 0 {
		limits.Tokens = max(leastTokens, (l.options.Context-promptTokens)/(1+tokensPerCharacter*charactersPerToken))
	}
	return Info{Name: l.engine, Model: l.options.Model, Instructs: true, Repairs: true, Limits: limits,
		Unit: Tokens, Terms: PromptTerms, Tags: PlaceholderTags, Context: true}
}

// answer takes what a model said, for reply. What is good of a cut or odd answer
// counts; whether a translation is right is for others.
func (l *llm) read(r Request, reply Reply, s said) (Reply, error) {
	reply.Model, reply.Prompt = l.scrub([]byte(s.model)), l.options.Prompts.version(r)
	if reply.Model == "" {
		reply.Model = l.options.Model
	}
	if s.end == refused {
		return l.failed(reply, Refused, "", fmt.Errorf("the model refused: %s", l.scrub([]byte(s.reason))))
	}
	if err := l.unread(r, reply.Usage); err != nil {
		return l.failed(reply, TooLong, "a smaller backends."+l.engine+".batch, or a greater context on the server, saves such calls", err)
	}
	results, err := parseAnswer(s.text, r.Segments)
	reply.Results = results
	switch {
	case s.end == cut && len(r.Segments) > 1:
		return l.failed(reply, TooLong, "", errCut)
	case s.end == cut:
		return l.failed(reply, BadReply, "", errCut)
	case s.end == full:
		return l.failed(reply, TooLong, "", errors.New("the answer did not fit into the model's context"))
	case s.end == odd:
		return l.failed(reply, BadReply, "", fmt.Errorf("the model stopped with %q", l.scrub([]byte(s.reason))))
	case err != nil:
		return l.failed(reply, BadReply, "", err)
	}
	return reply, nil
}

var errCut = errors.New("the answer was cut off at its length limit")

// Room for an answer: Armenian takes up to two tokens a character with the
// vocabularies measured, and is about as long as its source.
const (
	tokensPerCharacter = 3
	tokensPerSegment   = 60
)

// What a context has to hold: the prompt with its terms and neighbours, and for
// each token of English, which has about four characters, itself and the room
// for its answer.
const (
	promptTokens       = 1500
	charactersPerToken = 4
	leastTokens        = 60
)

// room is the greatest number of tokens that an answer may take.
func room(segments []Segment) int {
	characters := 0
	for _, s := range segments {
		characters += utf8.RuneCountInString(s.Text)
	}
	return tokensPerCharacter*characters + tokensPerSegment*(1+len(segments))
}

// No vocabulary has more characters in a token of running text on average.
const mostPerToken = 8

// unread says that a server did not read all of the prompt: some cut it to
// their context without a word and answer with 200.
func (l *llm) unread(r Request, u Usage) error {
	if u.Input == 0 {
		return nil // not told
	}
	q := l.question(r)
	characters := utf8.RuneCountInString(q.system()) + utf8.RuneCountInString(q.material)
	if u.Input < characters/mostPerToken || l.options.Context > 0 && u.Input >= l.options.Context {
		return fmt.Errorf("the server read %d tokens of a prompt of %d characters: it was cut to the model's context", u.Input, characters)
	}
	return nil
}

// Estimate is the most that a call comes to: its answer is bounded, and the
// prompt is counted as the vocabularies with the most tokens do.
func (l *llm) Estimate(r Request) Usage {
	q := l.question(r)
	const frame = 100 // what the service puts around it, and the schema
	return Usage{Requests: 1, Input: tokensAtMost(q.system()) + tokensAtMost(q.material) + frame + schemaTokens*len(r.Segments), Output: q.room, Estimated: true}
}

const schemaTokens = 20

// tokensAtMost is how many tokens a text has at most: two for an Armenian
// letter, one for two of running English.
func tokensAtMost(text string) int {
	plain, other := 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			plain++
		} else {
			other++
		}
	}
	return plain/2 + 2*other + 1
}
