package backend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// Submit makes a batch (https://docs.claude.com/en/api/creating-message-batches).
func (a *Anthropic) Submit(ctx context.Context, calls []BatchCall) (string, error) {
	type one struct {
		Name string         `json:"custom_id"`
		Body map[string]any `json:"params"`
	}
	var requests []one
	for _, c := range calls {
		requests = append(requests, one{c.Name, a.body(c.Request)})
	}
	var b struct {
		ID string `json:"id"`
	}
	_, err := a.post(ctx, "v1/messages/batches", map[string]any{"requests": requests}, &b)
	if err == nil && b.ID == "" {
		err = a.fault(Ambiguous, "", errors.New("the answer to a batch has no id"))
	}
	return b.ID, err
}

// Ended looks at the status.
func (a *Anthropic) Ended(ctx context.Context, id string) (bool, error) {
	var b struct {
		Status string `json:"processing_status"`
	}
	_, err := a.get(ctx, "v1/messages/batches/"+escape(id), &b)
	return b.Status == "ended", err
}

// Collect reads the results, which come in any order. The address that the
// service names for them is not followed: the key would travel.
func (a *Anthropic) Collect(ctx context.Context, id string, calls []BatchCall) (out []BatchReply, err error) {
	requests := map[string]Request{}
	for _, c := range calls {
		requests[c.Name] = c.Request
	}
	err = a.lines(ctx, "v1/messages/batches/"+escape(id)+"/results", func(data json.RawMessage) error {
		var line struct {
			Name   string `json:"custom_id"`
			Result struct {
				Type    string          `json:"type"`
				Message json.RawMessage `json:"message"`
				Error   json.RawMessage `json:"error"`
			} `json:"result"`
		}
		if err := json.Unmarshal(data, &line); err != nil {
			return err
		}
		if r, ours := requests[line.Name]; ours {
			reply := a.result(r, line.Result.Type, line.Result.Message, line.Result.Error)
			reply.Name = line.Name
			out = append(out, reply)
		}
		return nil
	})
	return out, err
}

// result reads what became of one call.
func (a *Anthropic) result(r Request, kind string, message, failed []byte) (out BatchReply) {
	switch kind {
	case "succeeded":
		var m anthropicReply
		if err := json.Unmarshal(message, &m); err != nil {
			out.Err = &Error{Engine: a.engine, Kind: BadReply, Err: fmt.Errorf("a result of the batch is no message: %w", err)}
			return out
		}
		reply, err := a.reply(r, a.begin(http.Header{}), m)
		out.Reply = reply
		if err != nil {
			out.Err = asError(a.engine, err)
		}
	case "errored":
		out.Err = a.lineFault(0, failed)
	default: // canceled, expired
		out.Err = a.unreached(kind)
	}
	return out
}
