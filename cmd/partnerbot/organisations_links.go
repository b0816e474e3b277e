package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"partnerbot/bot"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

type organisationsLinksCommand struct {
	configFlag
	outFlag
}

func (c *organisationsLinksCommand) describe() description {
	return description{
		summary: text.T("показва връзките за покана на организациите", "prints the organisations' invitation links"),
		detail: text.T("Получава се таблица CSV за Excel: организация, община, връзка и готов текст за Viber или имейл. За да я запишете във файл:\npartnerbot organisations links --out покани.csv",
			"The output is a CSV table for Excel: organisation, municipality, link, and a ready text for Viber or an e-mail. To keep it in a file:\npartnerbot organisations links --out invitations.csv"),
		options: []option{c.configOption(), c.outOption()},
	}
}

// Run prints one row an organisation, by their names.
func (c organisationsLinksCommand) Run(env *environment) error {
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	if err := c.refuse(settings); err != nil {
		return err
	}
	store, err := openData(settings, text.Phrase{})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	var invited []programme.Organisation
	err = store.View(func(tx *programme.Tx) error {
		for _, o := range tx.Organisations.All() {
			if o.Invitation != "" {
				invited = append(invited, o)
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return explainStore(settings.Storage, text.Phrase{}, err)
	case len(invited) == 0:
		return fail(text.T("Още няма организации. Внесете ги с:\npartnerbot organisations import ФАЙЛ", "There are no organisations yet. Import them with:\npartnerbot organisations import FILE"), nil)
	}
	slices.SortStableFunc(invited, func(a, b programme.Organisation) int { return strings.Compare(text.Fold(a.Name), text.Fold(b.Name)) })
	username, err := c.username(env, settings, store)
	if err != nil {
		return err
	}
	return c.write(env, document.CSV(linkRows(&settings.Programme, invited, username, env.lang), env.lang),
		text.T("Записано в %s: връзки за %s.", "Written to %s: links for %s.").With(c.Out, text.Organisations(len(invited))))
}

func linkRows(p *programme.Programme, invited []programme.Organisation, username string, lang text.Language) [][]string {
	say := func(bg, en string) string { return text.T(bg, en).Plain(lang) }
	rows := [][]string{{say("Организация", "Organisation"), say("Община", "Municipality"), say("Връзка", "Link"), say("Текст за изпращане", "Text to send")}}
	for _, o := range invited {
		link := "https://t.me/" + username + "?start=" + o.Invitation
		town := o.Municipality
		if name, ok := p.MunicipalityName(town); ok {
			town = name.In(lang)
		}
		rows = append(rows, []string{o.Name, town, link, programme.InvitationText(p, o, link, lang)})
	}
	return rows
}

// username is the bot's: as Telegram says, else as the database knows it.
func (c organisationsLinksCommand) username(env *environment, settings Settings, store *storage.Store) (string, error) {
	if settings.Token != "" {
		ctx, cancel := context.WithTimeout(env.Context, 10*time.Second)
		defer cancel()
		me, err := bot.Me(ctx, bot.Secret(settings.Token.reveal()), settings.APIURL)
		if err == nil {
			return me.Username, nil
		}
		if errors.Is(err, bot.ErrUnauthorized) {
			return "", explainRun(err)
		}
	}
	_, name, err := store.Identity()
	switch {
	case err != nil:
		return "", explainStore(settings.Storage, text.Phrase{}, err)
	case name != "":
		return name, nil
	case settings.Token == "":
		return "", fail(text.T("Не знам как се казва ботът: в %s още няма ключ (token).\nСложете го и опитайте пак. Как се взема: partnerbot check", "The bot’s name is not known: there is no token in %s yet.\nPut it in and try again. How to get it: partnerbot check").With(settings.File), nil)
	}
	return "", fail(text.T("Не знам как се казва ботът: Telegram не отговаря, а ботът още не е пускан.\nПроверете връзката с интернет и опитайте пак.",
		"The bot’s name is not known: Telegram does not answer, and the bot has not run yet.\nCheck the internet connection and try again."), nil)
}
