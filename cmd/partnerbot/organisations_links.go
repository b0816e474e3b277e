package main

import (
	"context"
	"errors"
	"time"

	"partnerbot/bot"
	"partnerbot/flows/document"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

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
	settings, err := c.settings(env, wants{})
	if err != nil {
		return err
	}
	store, err := openStore(settings, text.Phrase{})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	username, err := c.username(env, settings, store)
	if err != nil {
		return err
	}
	rows := [][]string{{text.T("Организация", "Organisation").Plain(env.lang), text.T("Община", "Municipality").Plain(env.lang),
		text.T("Връзка", "Link").Plain(env.lang), text.T("Текст за изпращане", "Text to send").Plain(env.lang)}}
	err = store.View(func(tx *programme.Tx) error {
		for _, o := range tx.Organisations.All() {
			if o.Invitation == "" {
				continue
			}
			link := "https://t.me/" + username + "?start=" + o.Invitation
			town := o.Municipality
			if name, ok := settings.Programme.MunicipalityName(town); ok {
				town = name.In(env.lang)
			}
			rows = append(rows, []string{o.Name, town, link, programme.InvitationText(&settings.Programme, o, link, env.lang)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(rows) == 1 {
		return fail(text.T("Още няма организации. Внесете ги с: partnerbot organisations import ФАЙЛ", "There are no organisations yet. Import them with: partnerbot organisations import FILE"), nil)
	}
	_, err = env.out.Write(document.CSV(rows))
	return err
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
	if err != nil {
		return "", err
	}
	if name == "" {
		return "", fail(text.T("Не знам как се казва ботът: Telegram не отговаря, а ботът още не е пускан.\nСложете ключа (token) в config.toml, проверете интернета и опитайте пак.",
			"The bot’s name is not known: Telegram does not answer, and the bot has not run yet.\nPut the token into config.toml, check the network and try again."), nil)
	}
	return name, nil
}
