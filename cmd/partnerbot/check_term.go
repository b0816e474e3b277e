package main

import (
	"log/slog"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
	"partnerbot/storage"
)

// The coordinators' word about when the survey closes stands above the configuration,
// see programme.SurveyForm. Whoever changes the date there is told so.

// sayTerm tells of it, where there is such a decision and the configuration says
// something else.
func sayTerm(env *environment, s Settings, tx *programme.Tx) {
	p := &s.Programme
	closes, decided, differs := termOf(p, tx)
	if !differs {
		return
	}
	env.say(text.T("Проучването: важи срокът, който координаторите са определили на %s – до %s. Датата в %s („closes“) не важи, докато те не я сменят с /survey.",
		"The survey: the time that the coordinators set on %s holds, until %s. The date in %s (“closes”) does not, until they change it with /survey.").
		With(decided.Format(time.DateOnly), closes.Format("2006-01-02 15:04"), s.File))
}

// logTerm is the same line of the log at the start.
func logTerm(log *slog.Logger, p *programme.Programme, store *storage.Store) error {
	return store.View(func(tx *programme.Tx) error {
		if closes, _, differs := termOf(p, tx); differs {
			log.Info("the coordinators' time of the survey holds, not the configuration's", "closes", closes.Format("2006-01-02 15:04"))
		}
		return nil
	})
}

// termOf is until when the survey takes answers, local time, and when that was decided.
// differs: the coordinators have decided something else than the configuration says.
func termOf(p *programme.Programme, tx *programme.Tx) (closes, decided time.Time, differs bool) {
	term, ok := tx.Terms.Get(p.Survey.Name)
	return term.Closes.In(p.Location), term.At.In(p.Location), ok && !term.Closes.Equal(p.Survey.Closes)
}
