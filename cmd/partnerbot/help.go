package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"partnerbot/flows/text"
)

// helpWidth is the width of a terminal that nobody has changed.
const helpWidth = 80

// usageLine is how the command is called: „partnerbot check [възможности]“.
func usageLine(c *command, lang text.Language) string {
	parts := []string{c.path()}
	if len(c.below) > 0 {
		parts = append(parts, text.T("КОМАНДА", "COMMAND").Plain(lang))
	}
	for _, a := range c.arguments {
		place := a.place.Plain(lang)
		if a.optional {
			place = "[" + place + "]"
		}
		parts = append(parts, place)
	}
	if len(c.options) > 0 {
		parts = append(parts, text.T("[възможности]", "[options]").Plain(lang))
	}
	return strings.Join(parts, " ")
}

func printHelp(w io.Writer, c *command, lang text.Language) {
	heading := func(p text.Phrase) { fmt.Fprintf(w, "\n%s\n", p.Plain(lang)) }
	fmt.Fprintln(w, wrap(c.path()+" – "+c.summary.Plain(lang), helpWidth, ""))
	if !c.detail.Empty() {
		fmt.Fprintln(w)
		fmt.Fprintln(w, wrap(c.detail.Plain(lang), helpWidth, ""))
	}
	heading(text.T("Така се пише:", "Usage:"))
	fmt.Fprintf(w, "  %s\n", usageLine(c, lang))

	if len(c.below) > 0 {
		heading(text.T("Команди:", "Commands:"))
		var rows [][2]string
		for _, leaf := range c.leaves() {
			rows = append(rows, [2]string{strings.TrimPrefix(leaf.path(), c.path()+" "), leaf.summary.Plain(lang)})
		}
		printRows(w, rows)
	}
	if len(c.arguments) > 0 {
		heading(text.T("Какво се посочва:", "Arguments:"))
		var rows [][2]string
		for _, a := range c.arguments {
			rows = append(rows, [2]string{a.place.Plain(lang), a.help.Plain(lang)})
		}
		printRows(w, rows)
	}
	heading(text.T("Възможности:", "Options:"))
	var rows [][2]string
	for _, o := range c.allOptions() {
		if !o.hidden {
			rows = append(rows, [2]string{optionName(o, lang), o.help.Plain(lang)})
		}
	}
	printRows(w, rows)
	if len(c.below) > 0 {
		heading(text.T("За всяка команда има повече: partnerbot check --help", "There is more on each command: partnerbot check --help"))
	}
}

func optionName(o option, lang text.Language) string {
	name := "--" + o.name
	if !o.place.Empty() {
		name += " " + o.place.Plain(lang)
	}
	if o.short != "" {
		name = "-" + o.short + ", " + name
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
