package flows

import (
	"strings"

	"partnerbot/flows/text"
)

// Pressed is what a button of a form carries: which record, which question,
// and what to do. A button says everything itself, so that it can be pressed a
// month later, or on a copy of its message.
type Pressed struct {
	Form, Subject, Question, Verb string
}

// formButton marks the buttons of the engine.
const formButton = "f"

// Verbs of buttons. Those of choices carry the choice's code after the sign:
// ticking and unticking are two verbs, so that a press repeated changes
// nothing.
const (
	verbChoose  = "="
	verbTick    = "+"
	verbUntick  = "-"
	verbPick    = "@"   // an organisation that was found
	verbOwn     = "own" // none of those that were found: as it was written
	verbDone    = "done"
	verbSkip    = "skip"
	verbUnknown = "unknown"
	verbRefuse  = "refuse"
	verbBack    = "back"
	verbKeep    = "keep"    // leave the answer as it is
	verbPropose = "propose" // take the proposal
	verbYes     = "yes"     // the pending reading is right
	verbNo      = "no"
	verbTheirs  = "theirs" // conflict: the other's answer stays
	verbBefore  = "before" // what was written belongs to the question before
	verbOpen    = "open"   // change this answer
	verbGo      = "go"     // go on at the next open question
	verbReview  = "review"
	verbSend    = "send"
)

// ParsePress reads a button of the engine; false for any other.
func ParsePress(data string) (Pressed, bool) {
	part := strings.SplitN(data, ":", 5)
	if len(part) != 5 || part[0] != formButton {
		return Pressed{}, false
	}
	return Pressed{Form: part[1], Subject: part[2], Question: part[3], Verb: part[4]}, true
}

// Data is what the button carries.
func (p Pressed) Data() string {
	return strings.Join([]string{formButton, p.Form, p.Subject, p.Question, p.Verb}, ":")
}

// OpenButton is the data of a button that opens the form where it stands.
func OpenButton(form, subject string) string {
	return Pressed{Form: form, Subject: subject, Verb: verbGo}.Data()
}

// ChangeButton is the data of a button that asks one question of the form again.
func ChangeButton(form, subject, question string) string {
	return Pressed{Form: form, Subject: subject, Question: question, Verb: verbOpen}.Data()
}

// Buttons of every chat: they work in any state and belong to no form.
const (
	MenuButton = "menu"
	HelpButton = "ask"
)

var (
	labelBack    = text.T("‹ Назад", "‹ Back")
	labelMenu    = text.T("Меню", "Menu")
	labelHelp    = text.T("Питай човек", "Ask a person")
	labelSkip    = text.T("Пропусни", "Skip")
	labelUnknown = text.T("Не знам", "Don’t know")
	labelRefuse  = text.T("Отказвам да отговоря", "Decline to answer")
	labelDone    = text.T("Готово", "Done")
	labelKeep    = text.T("Остави така", "Leave as it is")
	labelYes     = text.T("Да", "Yes")
	labelGo      = text.T("Продължи", "Go on")
	labelReview  = text.T("Прегледай отговорите", "Review the answers")
	labelChange  = text.T("Смени отговора", "Change the answer")
	labelSend    = text.T("Изпрати", "Send")
)

// MenuRow is the row with which a screen outside a form ends.
func MenuRow() []Tap {
	return []Tap{{Label: labelMenu, Data: MenuButton}, {Label: labelHelp, Data: HelpButton}}
}

// button makes a button of the filling's form.
func button(f Filling, question string, label text.Phrase, verb string) Tap {
	return Tap{Label: label, Data: Pressed{Form: f.Form().Name, Subject: f.Subject(), Question: question, Verb: verb}.Data()}
}
