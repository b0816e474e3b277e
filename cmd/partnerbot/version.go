package main

import (
	"runtime/debug"

	"partnerbot/flows/text"
)

type versionCommand struct{}

func (versionCommand) describe() description {
	return description{summary: text.T("показва коя е версията на програмата", "shows the program's version")}
}

// Run prints the module's version, the commit where it is known, and Go's.
func (versionCommand) Run(env *environment) error {
	version, language := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" {
			version = info.Main.Version
		}
		language = info.GoVersion
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && version == "(devel)" {
				version += " " + s.Value[:min(len(s.Value), 12)]
			}
		}
	}
	env.say(text.Raw("partnerbot " + version + " " + language))
	return nil
}
