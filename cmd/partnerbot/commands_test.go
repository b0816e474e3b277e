package main

import (
	"testing"

	"partnerbot/flows/text"
)

// Every command, option and argument has its words in both languages, and no
// name stands for two things.
func TestCommandsAreDescribed(t *testing.T) {
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		said := func(p text.Phrase) bool { return !p.Empty() && p.Plain(lang) != "" }
		var walk func(*command)
		walk = func(c *command) {
			if !said(c.summary) {
				t.Errorf("%s: %q has no summary", lang, c.path())
			}
			for i, a := range c.arguments {
				if !said(a.help) || !said(a.place) {
					t.Errorf("%s: argument %d of %q is not described", lang, i+1, c.path())
				}
				if i > 0 && !a.optional && c.arguments[i-1].optional {
					t.Errorf("%q needs an argument after one that may be missing", c.path())
				}
			}
			names := map[string]bool{}
			for _, o := range c.allOptions() {
				if names[o.name] || o.short != "" && names[o.short] {
					t.Errorf("%q has two options called %s", c.path(), o.name)
				}
				names[o.name], names[o.short] = true, true
				if !said(o.help) {
					t.Errorf("%s: --%s of %q has no help", lang, o.name, c.path())
				}
				if said(o.place) == o.value.alone {
					t.Errorf("%s: --%s of %q does not say what is to be written, or says it of a switch", lang, o.name, c.path())
				}
			}
			for i, below := range c.below {
				for _, other := range c.below[:i] {
					if other.name == below.name {
						t.Errorf("%q stands for two commands", below.path())
					}
				}
				walk(below)
			}
			if (c.run == nil) != (len(c.below) > 0) {
				t.Errorf("%q has to do something or lead to what does", c.path())
			}
		}
		walk(commands(new(bool)))
	}
}
