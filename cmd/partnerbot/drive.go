package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"partnerbot/bot"
	"partnerbot/storage"
)

// The demo runs the bot as a process of its own and drives the programme's
// clock there: forward only, never to before what the database has seen, and
// each move waits until what can be sent is sent. Everything else is the program
// as it always runs. An order is a line of JSON on the standard input, its answer
// a line on the standard output; the end of the input ends the bot.

// order is what the demo wants of the bot; an empty one only asks how things are.
type order struct {
	Start   time.Time `json:"start,omitzero"`   // the first order: where the clock stands
	Advance time.Time `json:"advance,omitzero"` // forward to there; what becomes due on the way comes at its time
	Settle  bool      `json:"settle,omitempty"` // wait until what can be sent is sent
	Roles   bool      `json:"roles,omitempty"`  // look the administrators up at once
}

// standing answers an order: how things are now.
type standing struct {
	Now     time.Time `json:"now"`               // the programme's time, UTC
	Next    []coming  `json:"next,omitempty"`    // what becomes due next, in its order
	Trouble string    `json:"trouble,omitempty"` // why the order was not carried out
}

// coming is a row of the due list.
type coming struct {
	At     time.Time `json:"at"` // UTC
	Kind   string    `json:"kind"`
	People bool      `json:"people,omitempty"` // it concerns people, not the program alone
}

const (
	comingShown  = 5
	settleWithin = 10 * time.Second // a slow Telegram is not waited for without end
)

// drivenPace is how fast a bot that is driven sends what nobody waits for: its Telegram
// takes as much as there is, and whoever drives waits for it.
var drivenPace = bot.Pace{Overall: 500, Chat: 20 * time.Millisecond, Group: 3000}

// driver carries orders out.
type driver struct {
	orders *bufio.Scanner
	answer *json.Encoder
	store  *storage.Store
	clock  *bot.Clock
}

// newDriver reads the first order and sets the clock.
func newDriver(in io.Reader, out io.Writer, store *storage.Store) (*driver, error) {
	d := &driver{orders: bufio.NewScanner(in), answer: json.NewEncoder(out), store: store}
	first, ok, err := d.next()
	switch {
	case err != nil:
		return nil, err
	case !ok || first.Start.IsZero():
		return nil, errors.New("the first order does not say where the clock stands")
	}
	latest, err := store.Latest()
	if err != nil {
		return nil, err
	}
	if first.Start.Before(latest) {
		first.Start = latest
	}
	d.clock = bot.ClockAt(first.Start)
	return d, nil
}

// next is the next order; false at the end of the input.
func (d *driver) next() (o order, ok bool, err error) {
	if !d.orders.Scan() {
		return o, false, d.orders.Err()
	}
	if err := json.Unmarshal(d.orders.Bytes(), &o); err != nil {
		return o, false, fmt.Errorf("an order that cannot be read: %w", err)
	}
	return o, true, nil
}

// drive answers the first order and carries out those that follow, until the
// input ends; then it stops the bot.
func (d *driver) drive(ctx context.Context, b *bot.Bot, stop context.CancelFunc) {
	defer stop()
	err := d.answer.Encode(d.standing(nil))
	for err == nil {
		o, ok, reading := d.next()
		if reading != nil || !ok {
			return
		}
		err = d.answer.Encode(d.standing(carryOut(ctx, o, d.clock, b)))
	}
}

// carryOut does what the order says. Nothing that is under way is overtaken.
func carryOut(ctx context.Context, o order, clock *bot.Clock, b *bot.Bot) error {
	ctx, cancel := context.WithTimeout(ctx, settleWithin)
	defer cancel()
	if o.Roles {
		if err := b.RefreshRoles(ctx); err != nil {
			return err
		}
	}
	if o.Settle || !o.Advance.IsZero() {
		if err := b.Settle(ctx); err != nil {
			return err
		}
	}
	if o.Advance.IsZero() {
		return nil
	}
	clock.Advance(o.Advance)
	if err := b.Tick(ctx); err != nil {
		return err
	}
	return b.Settle(ctx)
}

// standing is how things are after an order.
func (d *driver) standing(trouble error) standing {
	s := standing{Now: d.clock.Now()}
	rows, err := d.store.Upcoming(s.Now, comingShown)
	for _, r := range rows {
		s.Next = append(s.Next, coming{At: r.At, Kind: r.Kind, People: !r.Always})
	}
	if err = errors.Join(trouble, err); err != nil {
		s.Trouble = err.Error()
	}
	return s
}
