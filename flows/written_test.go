package flows_test

import (
	"testing"
	"time"

	"partnerbot/flows"
)

// The words of a coordinator become the answer's; who answered, when, and what stood
// there before are kept, and the file is no longer waited for.
func TestWrittenDown(t *testing.T) {
	at := time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)
	heard := flows.Value{Text: "с кметството"}
	for _, c := range []struct {
		what    string
		have    flows.Value
		words   flows.Value
		add     bool
		want    string
		version int
		past    int
	}{
		{"only voice", flows.Value{}, heard, true, "с кметството", 2, 0},
		{"behind words", flows.Value{Text: "Боядисахме"}, heard, true, "Боядисахме\nс кметството", 2, 1},
		{"in place of words", flows.Value{Text: "Боядисахме"}, heard, false, "с кметството", 2, 1},
		{"where it was passed over", flows.Value{None: flows.SkippedIt}, heard, true, "с кметството", 2, 1},
		{"cannot be made out", flows.Value{Text: "Боядисахме"}, flows.Value{}, true, "Боядисахме", 1, 0},
	} {
		a := flows.Answer{Version: 1, By: 5, At: at, Value: c.have, Attach: []flows.FileID{3, 4}, Parts: []flows.Part{{Message: 7, Text: c.have.Text}}}
		got := a.WrittenDown(3, c.words, c.add, 9, at.Add(time.Hour))
		typed := !c.words.Empty()
		if got.Value.Text != c.want || got.Version != c.version || len(got.History) != c.past || got.By != 5 || !got.At.Equal(at) || (got.Typist == 9) != typed {
			t.Errorf("%s: %+v", c.what, got)
		}
		if left := got.Unwritten(); len(left) != 1 || left[0] != 4 {
			t.Errorf("%s: %v wait", c.what, left)
		}
		if got.Written[0].Unclear == typed || len(a.Written) != 0 {
			t.Errorf("%s: %+v, and before %+v", c.what, got.Written, a.Written)
		}
	}
}
