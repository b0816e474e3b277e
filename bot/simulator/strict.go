package simulator

import (
	"encoding/json"
	"strconv"
	"strings"
)

// judge notes what Telegram would silently ignore or forgive, but what shows a
// mistake in the program: a parameter that the method does not have or that is
// not simulated, one given twice, a value of the wrong type.
func (s *Server) judge(q *query) {
	for i, a := range q.args {
		f := q.field(a.name)
		switch {
		case f == nil:
			q.violate("no parameter " + a.name)
		case f.mark&idle != 0:
			q.violate("parameter " + a.name + " is not simulated")
		case !fits(f.types, a.value):
			q.violate("parameter " + a.name + " is no " + f.types + ": " + clip(a.value))
		}
		for _, b := range q.args[:i] {
			if a.name == b.name {
				q.violate("parameter " + a.name + " is given twice")
			}
		}
	}
	for _, u := range q.files {
		if q.field(u.field) == nil {
			q.violate("no parameter " + u.field)
		}
	}
}

func (q *query) violate(what string) { q.notes = append(q.notes, q.name+": "+what) }

func fits(types, value string) bool {
	for t := range strings.SplitSeq(types, "|") {
		ok := true
		switch t {
		case "Integer":
			_, err := strconv.ParseInt(value, 10, 64)
			ok = err == nil
		case "Float":
			_, err := strconv.ParseFloat(value, 64)
			ok = err == nil
		case "Boolean":
			ok = value == "true" || value == "false"
		case "String", "InputFile":
		default: // an object or an array, as JSON
			ok = strings.HasPrefix(t, "Array of ") == strings.HasPrefix(value, "[") && json.Valid([]byte(value))
		}
		if ok {
			return true
		}
	}
	return false
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}

// Violations returns what was noticed about requests beyond what Telegram
// refuses, each with its method. A test of the program wants none.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

func (s *Server) keepNotes(q *query) {
	if len(q.notes) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = append(s.violations, q.notes...)
	s.touch()
}
