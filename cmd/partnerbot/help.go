package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"partnerbot/flows/text"
)

// helpWidth is the width of a terminal that nobody has changed.
const helpWidth = 80

// errHelp ends the reading of the command line once the help is printed.
var errHelp = errors.New("help was asked for")

// helpFlag prints the help of the command that it stands with. It is asked
// before anything is found to be missing.
type helpFlag bool

// BeforeReset is kong's hook.
func (helpFlag) BeforeReset(parsed *kong.Context, env *environment) error {
	node := parsed.Selected()
	if node == nil {
		node = parsed.Model.Node
	}
	printHelp(env.out, node, env.lang)
	return errHelp
}

// describeAll puts the words of each command into kong's model.
func describeAll(n *kong.Node, lang text.Language) {
	words := descriptionOf(n)
	n.Help, n.Detail = words.summary.Plain(lang), words.detail.Plain(lang)
	for _, v := range n.Values() {
		said := words.values[v.Name]
		v.Help = said.help.Plain(lang)
		if v.Flag != nil {
			v.Flag.PlaceHolder = said.name.Plain(lang)
		}
	}
	for _, child := range n.Children {
		describeAll(child, lang)
	}
}

func descriptionOf(n *kong.Node) description {
	target := n.Target
	if target.Kind() != reflect.Pointer && target.CanAddr() {
		target = target.Addr()
	}
	if d, ok := target.Interface().(described); ok {
		return d.describe()
	}
	return description{}
}

// usageLine is how the command is called: „partnerbot check [възможности]“.
func usageLine(n *kong.Node, lang text.Language) string {
	parts := []string{n.FullPath()}
	if len(n.Children) > 0 {
		parts = append(parts, text.T("КОМАНДА", "COMMAND").Plain(lang))
	}
	words := descriptionOf(n)
	for _, p := range n.Positional {
		name := words.values[p.Name].name.Plain(lang)
		if !p.Required {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	if len(n.Flags) > 0 {
		parts = append(parts, text.T("[възможности]", "[options]").Plain(lang))
	}
	return strings.Join(parts, " ")
}

func printHelp(w io.Writer, n *kong.Node, lang text.Language) {
	heading := func(p text.Phrase) { fmt.Fprintf(w, "\n%s\n", p.Plain(lang)) }
	fmt.Fprintln(w, wrap(n.FullPath()+" – "+n.Help, helpWidth, ""))
	if n.Detail != "" {
		fmt.Fprintln(w)
		fmt.Fprintln(w, wrap(n.Detail, helpWidth, ""))
	}
	heading(text.T("Така се пише:", "Usage:"))
	fmt.Fprintf(w, "  %s\n", usageLine(n, lang))

	if len(n.Children) > 0 {
		heading(text.T("Команди:", "Commands:"))
		var rows [][2]string
		for _, leaf := range n.Leaves(true) {
			rows = append(rows, [2]string{leafName(n, leaf), leaf.Help})
		}
		printRows(w, rows)
	}
	if len(n.Positional) > 0 {
		heading(text.T("Какво се посочва:", "Arguments:"))
		var rows [][2]string
		for _, p := range n.Positional {
			rows = append(rows, [2]string{descriptionOf(n).values[p.Name].name.Plain(lang), p.Help})
		}
		printRows(w, rows)
	}
	heading(text.T("Възможности:", "Options:"))
	var rows [][2]string
	for _, group := range n.AllFlags(true) {
		for _, flag := range group {
			rows = append(rows, [2]string{flagName(flag), flag.Help})
		}
	}
	printRows(w, rows)
	if len(n.Children) > 0 {
		heading(text.T("За всяка команда има повече: partnerbot check --help", "There is more on each command: partnerbot check --help"))
	}
}

// leafName is the command's name below n: „import“, „organisations import“.
func leafName(n, leaf *kong.Node) string {
	return strings.TrimSpace(strings.TrimPrefix(leaf.Path(), n.Path()))
}

func flagName(f *kong.Flag) string {
	name := "--" + f.Name
	if f.PlaceHolder != "" {
		name += " " + f.PlaceHolder
	}
	if f.Short != 0 {
		name = "-" + string(f.Short) + ", " + name
	}
	return name
}

// printRows prints two columns, the second wrapped.
func printRows(w io.Writer, rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		gap := strings.Repeat(" ", width-utf8.RuneCountInString(row[0])+2)
		fmt.Fprintln(w, "  "+row[0]+gap+wrap(row[1], helpWidth-width-4, strings.Repeat(" ", width+4)))
	}
}

// wrap breaks the text between words, so that no line is longer than width
// characters; lines after the first begin with indent. Its own line breaks stay.
func wrap(s string, width int, indent string) string {
	var out []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line := ""
		for word := range strings.FieldsFuncSeq(paragraph, func(r rune) bool { return r == ' ' }) {
			switch {
			case line == "":
				line = word
			case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
				out = append(out, line)
				line = word
			default:
				line += " " + word
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n"+indent)
}

// fill lays a text out for a terminal: what is indented stays so, also where a
// line is broken. Commands stay on one line, so that they can be copied.
func fill(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		text := strings.TrimLeft(line, " ")
		if strings.HasPrefix(text, "partnerbot ") {
			continue
		}
		indent := line[:len(line)-len(text)]
		hanging := indent
		if strings.HasPrefix(text, "→ ") || strings.HasPrefix(text, "– ") {
			hanging += "  "
		}
		lines[i] = indent + wrap(text, helpWidth-len(hanging), hanging)
	}
	return strings.Join(lines, "\n")
}
