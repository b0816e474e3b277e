package coordinator

import (
	"encoding/json"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// verbBlank brings the blank matrix to print; it names the meeting, or noMeeting.
const (
	verbBlank = "blank"
	noMeeting = "-"
)

// MatrixJob is the kind of the job that makes the blank matrix as a PDF. Its Ref is the
// number of the file, its Input a BlankMatrix, its Result that with the size.
const MatrixJob = "blank"

// BlankMatrix says what is to be made.
type BlankMatrix struct {
	Meeting string `json:"meeting,omitempty"` // its code; empty: for any
	Size    int64  `json:"size,omitempty"`    // bytes, once it is made
}

// blankTaps is the button for the matrix to print; none where ideas have no matrix.
func (g *group) blankTaps(meeting string) []flows.Tap {
	if len(g.p.Matrix.Form.Questions) == 0 {
		return nil
	}
	return []flows.Tap{tap(text.T("Матрица за печат (PDF)", "Matrix to print (PDF)"), verbBlank, meeting)}
}

// blank makes the matrix to print, and sends it in private.
func (g *group) blank(refs []string) {
	if refs[0] != noMeeting {
		if _, ok := g.eventIn(refs); !ok {
			return
		}
	}
	if g.privately(deskRef(deskBlank, refs[0])) {
		name := g.beginBlank(refs[0])
		g.say(flows.Screen{Text: text.T("Приготвям празната матрица. Ще я изпратя лично на %s.", "I am preparing the blank matrix. I will send it to %s in private.").With(g.Name),
			Name: name, ReplyTo: g.Message})
	}
}

// blankAsked brings it to who has opened the chat for it.
func (g *group) blankAsked(meeting string) {
	g.beginBlank(meeting)
	g.Tell(text.T("Приготвям файла. След малко ще е тук.", "I am preparing the file. It will be here shortly."))
}

// beginBlank sets the job; it returns the name of the message in the group that says
// how it stands.
func (g *group) beginBlank(meeting string) string {
	lang := g.tx.Chats.Language(g.Person)
	file, what := text.T("matritsa.pdf", "matrix.pdf").Plain(lang), BlankMatrix{}
	if e, ok := g.tx.Events.Get(meeting); ok {
		file, what.Meeting = text.T("matritsa-%s.pdf", "matrix-%s.pdf").With(e.Day(g.p)).Plain(lang), e.Code
	}
	ref := programme.MakeFileOf(g.tx, g.Turn, MatrixJob, file, "application/pdf", what)
	g.audit("paper", MatrixJob+"/"+meeting, "", "")
	return errandName(MatrixJob, ref)
}

// blankErrand is what is said of it.
func blankErrand() errand {
	return errand{
		caption: func(g *group, result json.RawMessage) (text.Phrase, int64, bool) {
			var made BlankMatrix
			ok := json.Unmarshal(result, &made) == nil
			caption := text.T("<b>Празна матрица за печат</b>\nРазпечатайте по една за всяка група. После идеята се въвежда в бота: от самата група в „Моята група“ или от Вас: /groups, групата, „Въведи идеята от хартия“. Идея извън среща: /fill.",
				"<b>The blank matrix to print</b>\nPrint one for each group. The idea is entered in the bot afterwards: by the group itself under “My group”, or by you: /groups, the group, “Enter the idea from paper”. An idea from outside a meeting: /fill.")
			if e, there := g.tx.Events.Get(made.Meeting); there {
				caption = text.T("<b>%s</b>\n%s", "<b>%s</b>\n%s").With(e.Title, caption)
			}
			return caption, made.Size, ok
		},
		failed: text.T("Матрицата не стана: при нас нещо се обърка. Моля, натиснете бутона пак.", "The matrix failed: something went wrong on our side. Please press the button again."),
		sent:   text.T("✅ Празната матрица е изпратена лично.", "✅ The blank matrix was sent in private."),
		lost: text.T("Матрицата не стигна: Telegram не прие съобщението или ботът е спрян там. Натиснете бутона пак.",
			"The matrix did not arrive: Telegram did not take the message, or the bot is stopped there. Press the button again."),
	}
}
