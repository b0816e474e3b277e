package main

import (
	"testing"

	"github.com/alecthomas/kong"

	"partnerbot/flows/text"
)

// Every command, flag and argument has its words in both languages.
func TestCommandsAreDescribed(t *testing.T) {
	for _, lang := range []text.Language{text.Bulgarian, text.English} {
		var list commands
		parser := kong.Must(&list, kong.NoDefaultHelp(), kong.Bind(&environment{}))
		describeAll(parser.Model.Node, lang)
		var walk func(*kong.Node)
		walk = func(n *kong.Node) {
			if n.Help == "" {
				t.Errorf("%s: %q has no summary", lang, n.FullPath())
			}
			for _, v := range n.Values() {
				if v.Help == "" {
					t.Errorf("%s: %s of %q has no help", lang, v.Name, n.FullPath())
				}
				if v.Flag != nil && !v.IsBool() && v.Flag.PlaceHolder == "" {
					t.Errorf("%s: %s of %q does not say what is to be written", lang, v.Name, n.FullPath())
				}
			}
			for name := range descriptionOf(n).values {
				found := false
				for _, v := range n.Values() {
					found = found || v.Name == name
				}
				if !found {
					t.Errorf("%q describes %s, which it does not have", n.FullPath(), name)
				}
			}
			for _, child := range n.Children {
				walk(child)
			}
		}
		walk(parser.Model.Node)
	}
}
