package main

import (
	"bytes"
	_ "embed"
	"slices"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"
)

// example is config.example.toml of the top folder; a test holds them equal.
//
//go:generate cp ../../config.example.toml config.example.toml
//go:embed config.example.toml
var example []byte

// leadTime is how long before the programme's start a coordinator begins: to
// make the bot, import the register, send the invitations out.
const leadTime = 14 * 24 * time.Hour

// exampleFor is the example with its dates laid ahead of today, where they are
// not that already.
func exampleFor(today time.Time) ([]byte, error) {
	return exampleMoved(func(starts time.Time) int { return max(0, weeksUntil(starts, today.Add(leadTime))) })
}

// exampleUnderWay is the example with its dates laid so that the programme
// started on that day or in the week after it.
func exampleUnderWay(since time.Time) ([]byte, error) {
	return exampleMoved(func(starts time.Time) int { return weeksUntil(starts, since) })
}

// weeksUntil is by how many weeks a date has to be moved, perhaps back, to lie on
// day or in the week after.
func weeksUntil(date, day time.Time) int {
	const week = 7 * 24 * time.Hour
	n := int(day.Sub(date) / week)
	if date.AddDate(0, 0, 7*n).Before(day) {
		n++
	}
	return n
}

// exampleMoved is the example with its dates moved by whole weeks, so that the
// days of the week stay. Dates before the programme's start are history and stay
// as they are.
func exampleMoved(weeks func(starts time.Time) int) ([]byte, error) {
	root, err := parseTOML(example)
	if err != nil {
		return nil, err
	}
	starts, err := time.Parse(time.DateOnly, root.fields["programme"].fields["starts"].scalar)
	if err != nil {
		return nil, err
	}
	out := bytes.Clone(example)
	for _, n := range datesIn(root, nil) {
		date, err := time.Parse(time.DateOnly, n.scalar[:len(time.DateOnly)])
		if err != nil {
			return nil, err
		}
		if !date.Before(starts) {
			copy(out[n.offset:], date.AddDate(0, 0, 7*weeks(starts)).Format(time.DateOnly))
		}
	}
	return out, nil
}

func datesIn(n *node, found []*node) []*node {
	switch n.kind {
	case unstable.LocalDate, unstable.LocalDateTime, unstable.DateTime:
		return append(found, n)
	}
	for _, item := range slices.Concat(n.items, values(n)) {
		found = datesIn(item, found)
	}
	return found
}

func values(n *node) []*node {
	var out []*node
	for _, key := range n.keys {
		out = append(out, n.fields[key])
	}
	return out
}
