package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
)

// openAIBatch is what is read of a batch
// (https://platform.openai.com/docs/api-reference/batch).
type openAIBatch struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Output string `json:"output_file_id"`
	Failed string `json:"error_file_id"`
	Errors struct {
		Data []struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"data"`
	} `json:"errors"`
}

// Submit uploads a file with a line for each call and makes a batch of it. The
// upload costs nothing, whatever becomes of it.
func (o *OpenAI) Submit(ctx context.Context, calls []BatchCall) (string, error) {
	file, err := o.upload(ctx, calls)
	if err != nil {
		e := *asError(o.engine, err)
		e.Free = true
		return "", &e
	}
	var b openAIBatch
	_, err = o.post(ctx, "batches", map[string]any{"input_file_id": file, "endpoint": "/v1/chat/completions", "completion_window": "24h"}, &b)
	if err == nil && b.ID == "" {
		err = o.fault(Ambiguous, "", errors.New("the answer to a batch has no id"))
	}
	return b.ID, err
}

// upload sends the calls as JSON Lines and returns the file's id.
func (o *OpenAI) upload(ctx context.Context, calls []BatchCall) (string, error) {
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	err := w.WriteField("purpose", "batch")
	part, err2 := w.CreateFormFile("file", "calls.jsonl")
	if err = errors.Join(err, err2); err != nil {
		return "", o.fault(Setup, "", fmt.Errorf("write batch: %w", err))
	}
	for _, c := range calls {
		line, err := plainJSON(map[string]any{"custom_id": c.Name, "method": "POST", "url": "/v1/chat/completions", "body": o.body(c.Request)})
		if err != nil {
			return "", o.fault(Setup, "", fmt.Errorf("write batch: %w", err))
		}
		_, _ = part.Write(append(line, '\n')) // into a buffer: never fails
	}
	_ = w.Close() // into a buffer: never fails
	_, data, err := o.send(ctx, http.MethodPost, "files", w.FormDataContentType(), form.Bytes())
	if err != nil {
		return "", err
	}
	var file struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(data, &file) != nil || file.ID == "" {
		return "", o.fault(BadReply, "", errors.New("the answer to an upload has no id"))
	}
	return file.ID, nil
}

// Ended looks at the status.
func (o *OpenAI) Ended(ctx context.Context, id string) (bool, error) {
	b, err := o.batch(ctx, id)
	switch b.Status {
	case "completed", "failed", "expired", "cancelled":
		return true, err
	}
	return false, err
}

func (o *OpenAI) batch(ctx context.Context, id string) (b openAIBatch, err error) {
	_, err = o.get(ctx, "batches/"+escape(id), &b)
	return b, err
}

// Collect reads the file of answers and that of errors. What stands in neither
// was not answered when the batch ended early.
func (o *OpenAI) Collect(ctx context.Context, id string, calls []BatchCall) ([]BatchReply, error) {
	b, err := o.batch(ctx, id)
	if err != nil {
		return nil, err
	}
	found := map[string]BatchReply{}
	requests := map[string]Request{}
	for _, c := range calls {
		requests[c.Name] = c.Request
	}
	for _, file := range []string{b.Output, b.Failed} {
		if file == "" {
			continue
		}
		err := o.lines(ctx, "files/"+escape(file)+"/content", func(line json.RawMessage) error {
			name, reply, err := o.line(line, requests)
			if name != "" {
				found[name] = reply
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	why := b.Status
	for _, e := range b.Errors.Data {
		why += ", " + e.Code + " " + e.Message
	}
	var out []BatchReply
	for _, c := range calls {
		r, ok := found[c.Name]
		if !ok && b.Status == "completed" {
			continue
		}
		if !ok {
			r = BatchReply{c.Name, Reply{}, o.unreached(why)}
		}
		out = append(out, r)
	}
	return out, nil
}

// line reads one line; the name is empty when it is of none of our calls.
func (o *OpenAI) line(data []byte, requests map[string]Request) (string, BatchReply, error) {
	var line struct {
		Name     string `json:"custom_id"`
		Response *struct {
			Status int             `json:"status_code"`
			Trace  string          `json:"request_id"`
			Body   json.RawMessage `json:"body"`
		} `json:"response"`
		Error *struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if err := json.Unmarshal(data, &line); err != nil {
		return "", BatchReply{}, err
	}
	r, ours := requests[line.Name]
	out := BatchReply{Name: line.Name}
	var chat chatReply
	switch {
	case !ours:
		return "", out, nil
	case line.Response == nil && line.Error != nil:
		out.Err = o.unreached(line.Error.Code + " " + line.Error.Message)
	case line.Response == nil:
		out.Err = &Error{Engine: o.engine, Kind: BadReply, Err: errors.New("a line of the batch has no answer")}
	case line.Response.Status != http.StatusOK:
		out.Err = o.lineFault(line.Response.Status, line.Response.Body)
	case json.Unmarshal(line.Response.Body, &chat) != nil:
		out.Err = &Error{Engine: o.engine, Kind: BadReply, Err: errors.New("a line of the batch is no chat completion")}
	default:
		reply, err := o.reply(r, http.Header{"X-Request-Id": {line.Response.Trace}}, chat)
		out.Reply = reply
		if err != nil {
			out.Err = asError(o.engine, err)
		}
	}
	return line.Name, out, nil
}
