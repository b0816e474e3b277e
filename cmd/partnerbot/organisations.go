package main

import "partnerbot/flows/text"

// organisationsCommand groups what is done with the register.
type organisationsCommand struct {
	Import organisationsImportCommand `cmd:""`
	Links  organisationsLinksCommand  `cmd:""`
}

func (organisationsCommand) describe() description {
	return description{summary: text.T("списъкът на организациите", "the register of organisations")}
}
