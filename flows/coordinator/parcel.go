package coordinator

import (
	"partnerbot/flows"
	"partnerbot/flows/text"
)

// Telegram's limits of a text and of the caption of a file, in UTF-16 units after
// parsing (Bot API, sendMessage and sendPhoto).
const (
	textLimit    = 4096
	captionLimit = 1024
)

// parcel is what one side of a question wrote, on its way to the other.
type parcel struct {
	to      flows.PersonID
	lang    text.Language
	head    text.Phrase // says who writes
	words   string      // as they were written
	file    *flows.OutgoingFile
	buttons [][]flows.Tap
	name    func() string  // names each of the messages, so that a reply to any of them is understood
	of      flows.PersonID // whom it speaks of
	replyTo int
	report  string
}

// send brings the parcel, in as many messages as it needs: a file goes with the
// words as its caption where it can have one and they fit.
func (g *group) send(p parcel) {
	html := text.Join("\n\n", p.head, text.Raw(p.words)).HTML(p.lang)
	caption := p.file != nil && p.file.Kind != flows.VideoNote && text.Length(html) <= captionLimit
	var says []flows.Say
	if !caption {
		for _, part := range text.Split(html, textLimit) {
			says = append(says, flows.Say{HTML: part})
		}
	}
	if p.file != nil {
		says = append(says, flows.Say{File: p.file})
		if caption {
			says[0].HTML = html
		}
	}
	for i, say := range says {
		say.To, say.Name, say.Of, say.Paced = p.to, p.name(), p.of, true
		if i == 0 {
			say.ReplyTo = p.replyTo
		}
		if i == len(says)-1 {
			say.Buttons, say.Report = flows.Render(p.buttons, p.lang), p.report
		}
		g.Do(say)
	}
}

// fileOf is the file of a message, nil for none.
func fileOf(kind flows.FileKind, remote string) *flows.OutgoingFile {
	if remote == "" {
		return nil
	}
	return &flows.OutgoingFile{Kind: kind, Remote: remote}
}

// respond answers a message of the group as a Telegram reply to it.
func (g *group) respond(p text.Phrase) { g.say(flows.Screen{Text: p, ReplyTo: g.Message}) }
