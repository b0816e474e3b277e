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

// exampleFor is the example with its dates laid ahead of today, by whole weeks
// so that the days of the week stay. Dates before the programme's start are
// history and stay as they are.
func exampleFor(today time.Time) ([]byte, error) {
	root, err := parseTOML(example)
	if err != nil {
		return nil, err
	}
	dates := datesIn(root, nil)
	starts, err := time.Parse(time.DateOnly, root.fields["programme"].fields["starts"].scalar)
	if err != nil {
		return nil, err
	}
	weeks := 0
	for starts.AddDate(0, 0, 7*weeks).Before(today.Add(leadTime)) {
		weeks++
	}
	out := bytes.Clone(example)
	for _, n := range dates {
		day, err := time.Parse(time.DateOnly, n.scalar[:len(time.DateOnly)])
		if err != nil {
			return nil, err
		}
		if !day.Before(starts) {
			copy(out[n.offset:], day.AddDate(0, 0, 7*weeks).Format(time.DateOnly))
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
