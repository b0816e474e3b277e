package main

import (
	"slices"

	"partnerbot/flows/text"
)

// command is one word of the command line: it does something, or leads on to
// the commands below it.
type command struct {
	name  string
	above *command // nil for the program itself
	below []*command
	description
	run func(*environment) error // nil where a command below has to follow
}

// description is what a command is about and what it can be told.
type description struct {
	summary   text.Phrase
	detail    text.Phrase
	arguments []argument // in their order on the command line
	options   []option   // in their order in the help; they hold for the commands below, too
}

// argument is a word that is known by its place: the file in „import ФАЙЛ“.
// After an optional one all are.
type argument struct {
	value    value
	place    text.Phrase // what is to be written
	help     text.Phrase
	optional bool
}

// option is known by its name and may always be missing: „--config ФАЙЛ“.
type option struct {
	name   string // without the dashes
	short  string // one letter for „-h“, "" where there is none
	value  value
	place  text.Phrase // what is to be written after it; empty for switches
	help   text.Phrase
	hidden bool // for the program's own use
}

// leaf is a command that does something. Its description is asked for once, and
// says where in the command what is written goes.
func leaf(name string, c interface {
	describe() description
	Run(*environment) error
}) *command {
	return &command{name: name, description: c.describe(), run: c.Run}
}

func group(name string, about description, below ...*command) *command {
	c := &command{name: name, description: about, below: below}
	for _, b := range below {
		b.above = c
	}
	return c
}

// path is how the command is called: „partnerbot organisations import“.
func (c *command) path() string {
	if c.above == nil {
		return c.name
	}
	return c.above.path() + " " + c.name
}

// allOptions are those of the commands above, then the command's own.
func (c *command) allOptions() []option {
	if c.above == nil {
		return c.options
	}
	return slices.Concat(c.above.allOptions(), c.options)
}

// leaves are the commands at or below c that do something.
func (c *command) leaves() []*command {
	if c.run != nil {
		return []*command{c}
	}
	var all []*command
	for _, b := range c.below {
		all = append(all, b.leaves()...)
	}
	return all
}
