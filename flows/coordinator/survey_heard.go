package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// heardForm is the form in which a voice message or photo is written down; its subject is
// the file.
const heardForm = "heard"

// Questions of that form, and what stands in its draft beside them.
const (
	heardWords = "words"
	heardJoin  = "join" // where something is written already: behind it, or in its place
	heardSeen  = "seen" // the version of the answer that the coordinator saw; not asked
)

// What becomes of the words.
const (
	addWords   = "add"
	putWords   = "instead"
	leaveWords = "leave"
)

// hear opens the form.
func (g *group) hear(refs []string) {
	w, ok := g.waitingIn(refs)
	if !ok {
		return
	}
	seen := float64(w.Answer.Version)
	g.openForm(heardForm, refs[0], deskFiles, func(d *programme.Draft) {
		d.Answers[heardSeen] = flows.Answer{Value: flows.Value{Number: &seen}, By: g.Person} // no answer of theirs: it does not count
	})
}

func heardDesk() deskForm {
	return deskForm{
		form: (*group).heardQuestions,
		heading: func(g *group, subject string) text.Localised {
			w, _ := g.heardOf(subject)
			return text.Pair{BG: w.Of.Name}
		},
		send: (*group).writeHeard,
		done: (*group).wroteHeard,
		left: text.T("Продължава се от групата: /survey, „Гласови и снимки“.", "Go on from the group: /survey, “Voice and photos”."),
	}
}

func (g *group) heardOf(subject string) (programme.AwaitsWords, bool) {
	return programme.WaitsForWords(g.tx, g.p, fileOfRef(subject))
}

// heardQuestions ask for the words, or where the question has choices by now for one of
// them, and where something is written already how they go together.
func (g *group) heardQuestions(subject string, d programme.Draft) (flows.Form, bool) {
	w, ok := g.heardOf(subject)
	if !ok {
		return flows.Form{}, false
	}
	form := flows.Form{Title: text.Pair{BG: "Запиши с думи", EN: "Write down"}, Brief: true}
	q := flows.Question{
		Code: heardWords, Kind: flows.LongText, Text: text.Pair{BG: "Какво се казва или пише в този файл?", EN: "What does this file say?"},
		Hint: text.Pair{BG: "Думите са на човека, Вие само ги записвате. Ще се вижда, че ги е записал координатор.", EN: "The words are the person’s, you only write them down. It will be seen that a coordinator did."},
	}
	if len(w.Question.Choices) > 0 && (w.Question.Kind == flows.One || w.Question.Kind == flows.Several) {
		q.Kind, q.Choices, q.MaxChoices, q.Text = w.Question.Kind, w.Question.Choices, w.Question.MaxChoices, w.Question.Text
	}
	form.Questions = append(form.Questions, q)
	if q.Kind == flows.LongText && w.Answer.Value.Text != "" && w.Answer.Value.None == "" {
		form.Questions = append(form.Questions, flows.Question{
			Code: heardJoin, Kind: flows.One, Text: text.Pair{BG: "Към отговора има и написано. Къде да сложа Вашите думи?", EN: "The answer has written words, too. Where shall I put yours?"},
			Choices: []flows.Choice{
				{Code: addWords, Label: text.Pair{BG: "След написаното", EN: "Behind what is written"}},
				{Code: putWords, Label: text.Pair{BG: "Вместо написаното", EN: "In its place"}},
			},
		})
	}
	return form, true
}

// writeHeard puts the words into the answer. False: it was changed meanwhile, and the
// coordinator has to choose.
func (g *group) writeHeard(subject string, d programme.Draft) bool {
	w, ok := g.heardOf(subject)
	if !ok {
		return true
	}
	if seen := d.Answers[heardSeen].Value.Number; seen == nil || w.Answer.Version != int(*seen) {
		return false
	}
	join := d.Answers[heardJoin].Value.Choices
	w.WriteDown(g.tx, g.Turn, d.Answers[heardWords].Value, len(join) == 0 || join[0] == addWords)
	return true
}

// wroteHeard says so and offers the next one, or shows what stands against what.
func (g *group) wroteHeard(subject string, d programme.Draft, sent bool) {
	w, waits := g.heardOf(subject)
	if sent || !waits {
		g.nextFile(text.T("✅ Записах думите при отговора. Файлът остава при него.", "✅ The words are with the answer. The file stays with it."))
		return
	}
	now := g.wordsNow(w)
	if now == "" {
		now = "–"
	}
	mine := w.Question.Words(d.Answers[heardWords].Value, g.Lang)
	g.aside(flows.Screen{
		Name: filesName, Among: known([]flows.PersonID{w.Answer.By}),
		Text: text.T("Докато пишехте, отговорът беше променен.\n<b>Сега стои</b>: %s\n<b>Вашите думи</b>: %s\nКое да остане?", "While you wrote, the answer was changed.\n<b>It says now</b>: %s\n<b>Your words</b>: %s\nWhat shall stay?").
			With(text.Clip(now, 1500), text.Clip(mine, 1500)),
		Buttons: [][]flows.Tap{
			{tap(text.T("И двете", "Both"), verbKeepOne, subject, addWords)},
			{tap(text.T("Моите думи", "My words"), verbKeepOne, subject, putWords)},
			{tap(text.T("Това, което стои", "What stands there"), verbKeepOne, subject, leaveWords)},
		},
	})
}

// keepOne does what the coordinator has chosen.
func (g *group) keepOne(refs []string) {
	key := programme.DraftKey{Person: g.Person, Form: heardForm, Subject: refs[0]}
	d, begun := g.tx.Drafts.Get(key)
	w, ok := g.waitingIn(refs)
	words := d.Answers[heardWords]
	if !ok || !begun || !words.Counts() {
		return
	}
	g.tx.Drafts.Delete(key)
	g.Do(flows.Edit{To: g.Person, Message: g.Message})
	done := text.T("✅ Записах думите при отговора. Файлът остава при него.", "✅ The words are with the answer. The file stays with it.")
	if refs[1] == leaveWords { // it is written down all the same: what stands there says it
		w.MarkWritten(g.tx, g.Turn)
		done = text.T("Оставих отговора, както е. Файлът е отбелязан като записан.", "The answer stays as it is. The file is marked as written down.")
	} else {
		w.WriteDown(g.tx, g.Turn, words.Value, refs[1] == addWords)
	}
	g.nextFile(done)
}
