package main

import "partnerbot/flows/text"

type organisationsLinksCommand struct {
	configFlag
}

func (organisationsLinksCommand) describe() description {
	return description{
		summary: text.T("показва връзките за покана на организациите", "prints the organisations' invitation links"),
		detail: text.T("Изходът е CSV: организация, връзка и готов текст за Viber или имейл. За да го запишете във файл: partnerbot organisations links &gt; pokani.csv",
			"The output is CSV: organisation, link, and a ready text for Viber or an e-mail. To keep it in a file: partnerbot organisations links &gt; invitations.csv"),
		values: map[string]value{"config": configValue},
	}
}

// Run prints one row an organisation.
func (c organisationsLinksCommand) Run(env *environment) error {
	if _, err := c.settings(env, wants{}); err != nil {
		return err
	}
	return errNotYet
}
