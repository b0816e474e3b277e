package simulator

import (
	"fmt"
	"strconv"
	"time"
)

// How long updates are kept, from the date of what they tell of
// (Client.cpp: add_new_message, process_new_callback_query_queue).
const (
	keepUpdate = 24 * time.Hour
	keepPress  = 150 * time.Second
)

// remembered is how many updates can be delivered again.
const remembered = 10_000

// event is an update that is not confirmed yet. body is its JSON without the
// opening brace and the id.
type event struct {
	id      int
	body    string
	expires time.Time
	owed    int // deliveries that must happen before a confirmation counts
}

// queue follows tdlib's TQueue and the server's do_get_updates.
type queue struct {
	events  []event
	tail    int            // the next id
	history map[int]string // bodies of the last ones, for Redeliver and Repeat
	allowed map[string]bool
	twice   bool

	parked       *poll
	lastOffset   int
	lastStart    time.Time
	nextConflict time.Time
}

// usual are the kinds delivered while no list was ever given.
var usual = []string{
	"message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
	"edited_business_message", "deleted_business_messages", "inline_query", "chosen_inline_result", "callback_query",
	"shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
	"chat_join_request", "chat_boost", "removed_chat_boost",
}

func newQueue(first int) queue {
	return queue{tail: first, history: map[int]string{}, allowed: set(usual)}
}

func set(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// push adds an update of a kind unless the bot did not ask for that kind. It is
// called with the server's lock held, as everything here.
func (s *Server) push(kind string, body []byte, keep time.Duration) int {
	if !s.queue.allowed[kind] {
		return 0
	}
	return s.pushBody(`"`+kind+`":`+string(body)+"}", keep)
}

func (s *Server) pushBody(body string, keep time.Duration) int {
	q := &s.queue
	e := event{id: q.tail, body: body, expires: s.opts.Now().Add(keep)}
	if q.twice {
		e.owed = 2
	}
	q.tail++
	q.events = append(q.events, e)
	q.history[e.id] = body
	delete(q.history, e.id-remembered)
	q.wake()
	s.touch()
	return e.id
}

func (q *queue) expire(now time.Time) {
	kept := q.events[:0]
	for _, e := range q.events {
		if now.Before(e.expires) {
			kept = append(kept, e)
		}
	}
	q.events = kept
}

func (q *queue) head() int {
	if len(q.events) == 0 {
		return q.tail
	}
	return q.events[0].id
}

// take confirms what lies before offset and returns at most limit updates from
// there. An offset in the future (more than 10 past the tail) or far in the
// past counts as the head of the queue: such is Telegram's way with clients
// whose stored offset is from before the ids were restarted.
func (q *queue) take(offset, limit int, now time.Time) []event {
	if offset < 0 {
		// A negative offset forgets all but the last -offset updates.
		if n := len(q.events) + offset; n > 0 {
			q.events = append(q.events[:0], q.events[n:]...)
		}
	}
	if offset <= 0 || offset > q.tail+10 || offset < q.head()-100_000 {
		offset = q.head()
	}
	q.expire(now)
	kept := q.events[:0]
	for _, e := range q.events {
		if e.id >= offset || e.owed > 0 {
			kept = append(kept, e)
		}
	}
	q.events = kept
	size := 0
	for i := range q.events {
		size += len(q.events[i].body) + 50
		if i == limit || size >= 4<<20 {
			return q.events[:i]
		}
	}
	return q.events
}

func (q *queue) wake() {
	if q.parked != nil {
		close(q.parked.woken)
		q.parked = nil
	}
}

func appendUpdates(b []byte, events []event) []byte {
	b = append(b, '[')
	for i := range events {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"update_id":`...)
		b = strconv.AppendInt(b, int64(events[i].id), 10)
		b = append(b, ',')
		b = append(b, events[i].body...)
		if events[i].owed > 0 {
			events[i].owed--
		}
	}
	return append(b, ']')
}

// PushRaw queues an update of any kind, whatever was asked for: raw is a JSON
// object without update_id, such as {"message":{"date":"yesterday"}}. It
// returns the id given to it.
func (s *Server) PushRaw(raw string) (int, error) {
	body, err := objectBody(raw)
	if err != nil {
		return 0, fmt.Errorf("simulator: push an update: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pushBody(body, keepUpdate), nil
}

// Redeliver hands out an update once more under the same id, whatever offset
// the bot asks from.
func (s *Server) Redeliver(updateID int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, ok := s.queue.history[updateID]
	if !ok {
		return fmt.Errorf("simulator: no update %d", updateID)
	}
	for i := range s.queue.events {
		if s.queue.events[i].id == updateID {
			s.queue.events[i].owed++
			return nil
		}
	}
	e := event{id: updateID, body: body, expires: s.opts.Now().Add(keepUpdate), owed: 1}
	s.queue.events = append([]event{e}, s.queue.events...)
	s.queue.wake()
	s.touch()
	return nil
}

// Repeat hands out an update once more under a new id, as Telegram sometimes
// does with presses (tdlib/telegram-bot-api issue 699). It returns the new id.
func (s *Server) Repeat(updateID int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, ok := s.queue.history[updateID]
	if !ok {
		return 0, fmt.Errorf("simulator: no update %d", updateID)
	}
	return s.pushBody(body, keepUpdate), nil
}

// DeliverTwice makes every update that comes from now on be delivered twice
// under the same id, as if the first confirmation had been lost.
func (s *Server) DeliverTwice(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.twice = on
}

// RestartIDs makes the next update have the id from. Telegram restarts ids at
// random after a week without updates, so whatever still waited is long
// expired and is dropped.
func (s *Server) RestartIDs(from int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.events = nil
	s.queue.tail = from
	s.touch()
}

// LastUpdate returns the id of the newest update, 0 before the first.
func (s *Server) LastUpdate() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue.history) == 0 {
		return 0
	}
	return s.queue.tail - 1
}

// Pending returns how many updates wait to be confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.expire(s.opts.Now())
	return len(s.queue.events)
}
