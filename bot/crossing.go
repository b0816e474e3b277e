package bot

import (
	"context"
	"time"

	"partnerbot/flows"
)

// A message that somebody wrote and a question on its way to them may cross. Which
// came first Telegram's numbers tell, but the number of the question is known only
// with the answer to its request; until then whoever answers at once would seem
// to have written before the question.

// crossingPatience is how long what people write waits for that. Telegram mostly
// takes a part of a second; where it takes longer, others must not wait.
const crossingPatience = time.Second

// leaves notes that a row is on its way to the chat, until what it returns is
// called.
func (s *sender) leaves(row flows.Row, chat int64) (there func()) {
	if row.Say == nil || row.Say.Name == "" {
		return func() {}
	}
	way := make(chan struct{})
	s.mu.Lock()
	s.crossing[chat] = way
	s.mu.Unlock()
	return func() {
		s.mu.Lock()
		delete(s.crossing, chat)
		s.mu.Unlock()
		close(way)
	}
}

// crossed waits until it is known what became of the questions that are on their
// way to those who wrote something.
func (s *sender) crossed(ctx context.Context, updates []flows.Update) {
	patience := time.NewTimer(crossingPatience)
	defer patience.Stop()
	for _, u := range updates {
		if !u.Input.Private || u.Callback != "" { // a press names its message
			continue
		}
		s.mu.Lock()
		way := s.crossing[u.Chat]
		s.mu.Unlock()
		if way == nil {
			continue
		}
		select {
		case <-way:
		case <-patience.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
