// Package main is the program partnerbot.
package main

import (
	"os"

	"github.com/alecthomas/kong"
)

func main() {
	var commands struct{}
	parser := kong.Must(&commands, kong.Name("partnerbot"))
	if len(os.Args) == 1 {
		os.Args = append(os.Args, "--help")
	}
	_, err := parser.Parse(os.Args[1:])
	parser.FatalIfErrorf(err)
}
