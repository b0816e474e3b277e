package main

import (
	"runtime"
	"runtime/debug"

	"partnerbot/flows/text"
)

type versionCommand struct{}

func (versionCommand) describe() description {
	return description{summary: text.T("показва коя е версията на програмата", "shows the program's version")}
}

// Run prints the program's version and Go's.
func (versionCommand) Run(env *environment) error {
	env.say(text.Raw("partnerbot " + version() + " " + runtime.Version()))
	return nil
}

// version is the module's, or else the commit, where they are known.
func version() string {
	said := "(devel)"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return said
	}
	if info.Main.Version != "" {
		said = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && said == "(devel)" {
			said += " " + s.Value[:min(len(s.Value), 12)]
		}
	}
	return said
}
