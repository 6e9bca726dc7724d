package vendors

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

// Day is what becomes of the batches that a service is handed.
type Day struct {
	// Polls is how often each batch is said to be under way.
	Polls int
	// End is how they end, in OpenAI's words: "completed", "expired",
	// "cancelled", or "failed", which answers nothing.
	End string
	// Turns answer the calls of all batches, the last one all that follow. Fates
	// of the same places are "" for an answer, "expired" or "canceled" for a call
	// that the service did not come to, and "lost" for one without a line.
	Turns []Turn
	Fates []string
	// Gone has the service forget its batches.
	Gone bool
	// Submit answers the call that makes a batch, where it is not nil.
	Submit *Fault
}

// batch is one that was handed in.
type batch struct {
	polls int
	lines []line
}

type line struct {
	name  string
	asked Asked
}

// days is what a server knows of batches.
type days struct {
	day     *Day
	files   map[string][]byte
	batches map[string]*batch
}

// Live has the batches of the server end as the day says.
func (s *Server) Live(d Day) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.day = &d
	if s.batches == nil {
		s.files, s.batches = map[string][]byte{}, map[string]*batch{}
	}
}

// Batches is how many batches were handed in, and Lines how many calls they had.
func (s *Server) Batches() (batches, lines int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.batches {
		lines += len(b.lines)
	}
	return len(s.batches), lines
}

// batchCall answers a call that is about batches.
func (s *Server) batchCall(w http.ResponseWriter, r *http.Request, body []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day == nil {
		return false
	}
	answer, err := "", error(nil)
	path := strings.TrimPrefix(r.URL.Path, "/v1/")
	switch {
	case s.vendor.Name == "openai" && r.Method == http.MethodPost && path == "files":
		answer, err = s.upload(r, body)
	case path == "batches" && r.Method == http.MethodPost, path == "messages/batches" && r.Method == http.MethodPost:
		if s.day.Submit != nil {
			s.day.Submit.Write(w)
			return true
		}
		answer, err = s.submit(body)
	case strings.HasPrefix(path, "batches/"), strings.HasPrefix(path, "messages/batches/") && !strings.HasSuffix(path, "/results"):
		id := path[strings.LastIndexByte(path, '/')+1:]
		if b := s.batches[id]; b != nil && !s.day.Gone {
			answer = s.status(id, b)
			b.polls++
		}
	case strings.HasPrefix(path, "files/file-out-"), strings.HasPrefix(path, "files/file-bad-"):
		id := strings.TrimSuffix(path, "/content")
		answer = s.results("batch_"+id[len("files/file-out-"):], strings.Contains(id, "-bad-"))
	case strings.HasSuffix(path, "/results"):
		answer = s.results(strings.Split(path, "/")[2], false)
	default:
		return false
	}
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusTeapot)
	case answer == "":
		http.Error(w, `{"error":{"type":"not_found_error","message":"No such batch"}}`, http.StatusNotFound)
	default:
		_, _ = io.WriteString(w, answer)
	}
	return true
}

// upload keeps a file, which must be said to be for batches.
func (s *Server) upload(r *http.Request, body []byte) (string, error) {
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	if err := r.ParseMultipartForm(64 << 20); err != nil || r.FormValue("purpose") != "batch" {
		return "", fmt.Errorf("purpose %q: %w", r.FormValue("purpose"), err)
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(file)
	id := fmt.Sprintf("file-in-%d", len(s.files)+1)
	s.files[id] = data
	return text(object{"id": id, "object": "file", "purpose": "batch"}), err
}

// submit makes a batch and reads each of its calls as the service would.
func (s *Server) submit(body []byte) (string, error) {
	type call struct {
		Name   string          `json:"custom_id"`
		Method string          `json:"method"`
		URL    string          `json:"url"`
		Body   json.RawMessage `json:"body"`
		Params json.RawMessage `json:"params"`
	}
	var calls []call
	path := "/v1/messages"
	if s.vendor.Name == "openai" {
		var b struct {
			Input    string `json:"input_file_id"`
			Endpoint string `json:"endpoint"`
			Window   string `json:"completion_window"`
		}
		err := strict(body, &b)
		path = "/v1/chat/completions"
		if err != nil || b.Endpoint != path || b.Window != "24h" || s.files[b.Input] == nil {
			return "", fmt.Errorf("batch %+v: %w", b, err)
		}
		dec := json.NewDecoder(strings.NewReader(string(s.files[b.Input])))
		for dec.More() {
			var c call
			if err := dec.Decode(&c); err != nil || c.Method != "POST" || c.URL != path {
				return "", fmt.Errorf("line %+v: %w", c, err)
			}
			calls = append(calls, c)
		}
	} else {
		var wire struct {
			Requests []call `json:"requests"`
		}
		if err := strict(body, &wire); err != nil {
			return "", err
		}
		calls = wire.Requests
	}
	b := &batch{}
	names := map[string]bool{}
	for _, c := range calls {
		data := c.Body
		if data == nil {
			data = c.Params
		}
		r := httptest.NewRequest(http.MethodPost, path, nil)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Anthropic-Version", "2023-06-01")
		asked, err := s.vendor.read(r, data)
		if err != nil || names[c.Name] || c.Name == "" || len(c.Name) > 64 {
			return "", fmt.Errorf("call %q: %w", c.Name, err)
		}
		asked.Request, asked.Body, names[c.Name] = r, data, true
		b.lines = append(b.lines, line{c.Name, asked})
	}
	id := fmt.Sprintf("batch_%d", len(s.batches)+1)
	s.batches[id] = b
	return s.status(id, b), nil
}

func (s *Server) status(id string, b *batch) string {
	done := b.polls >= s.day.Polls
	if s.vendor.Name == "anthropic" {
		status := "in_progress"
		if done {
			status = "ended"
		}
		return text(object{"id": id, "type": "message_batch", "processing_status": status, "results_url": "http://127.0.0.1:1/elsewhere"})
	}
	out := object{"id": id, "object": "batch", "status": "in_progress", "output_file_id": nil, "error_file_id": nil}
	if done {
		out["status"] = s.day.End
		if s.day.End == "failed" {
			out["errors"] = object{"data": []object{{"code": "token_limit_exceeded", "message": "too much is enqueued"}}}
		} else {
			n := strings.TrimPrefix(id, "batch_")
			out["output_file_id"], out["error_file_id"] = "file-out-"+n, "file-bad-"+n
		}
	}
	return text(out)
}

// results are the lines of a batch, the last first: no service keeps an order.
func (s *Server) results(id string, bad bool) string {
	b := s.batches[id]
	if b == nil {
		return ""
	}
	var out []string
	for i, l := range b.lines {
		fate := ""
		if i < len(s.day.Fates) {
			fate = s.day.Fates[i]
		}
		w := httptest.NewRecorder()
		s.day.Turns[min(i, len(s.day.Turns)-1)](w, l.asked)
		if row := s.row(l.name, fate, w.Code, w.Body.String(), bad); row != nil {
			out = append(out, text(row))
		}
	}
	slices.Reverse(out)
	return strings.Join(out, "") + "\n"
}

// row is one line of results, or of OpenAI's file of errors.
func (s *Server) row(name, fate string, code int, body string, bad bool) object {
	if fate == "lost" {
		return nil
	}
	if s.vendor.Name == "anthropic" {
		result := object{"type": "succeeded", "message": json.RawMessage(body)}
		switch {
		case fate != "":
			result = object{"type": fate}
		case code != http.StatusOK:
			result = object{"type": "errored", "error": json.RawMessage(body)}
		}
		return object{"custom_id": name, "result": result}
	}
	out := object{"id": "batch_req_" + name, "custom_id": name, "error": nil}
	switch {
	case bad != (fate != "" || code != http.StatusOK):
		return nil
	case fate != "":
		out["response"], out["error"] = nil, object{"code": "batch_expired", "message": "This request could not be executed before the completion window expired."}
	default:
		out["response"] = object{"status_code": code, "request_id": "req_" + name, "body": json.RawMessage(body)}
	}
	return out
}
