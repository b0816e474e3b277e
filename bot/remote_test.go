package bot_test

import (
	"testing"

	"partnerbot/bot/simulator"
	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// Whatever a person sends is sent on as what it is, by Telegram's own name for it,
// and its words can be changed afterwards: the caption; of a round video, which has
// none, only the buttons.
func TestFilesAreSentOn(t *testing.T) {
	w := newWorld(t, func(_ *programme.Tx, t *flows.Turn) {
		switch what := t.What.(type) {
		case flows.Attachment:
			html := "<b>От Ана</b>"
			if what.Kind == flows.VideoNote {
				html = ""
			}
			t.Do(flows.Say{
				To: t.Person, HTML: html, File: &flows.OutgoingFile{Remote: what.Remote, Kind: what.Kind}, ReplyTo: t.Message,
				Buttons: [][]flows.Button{{{Text: "Да", Data: "yes"}}},
			})
		case flows.Press:
			t.Do(flows.Edit{To: t.Person, Message: t.Message, HTML: "<b>Изтрито</b>"})
		}
	})
	w.start()
	ana := w.person("Ана")
	for _, c := range []struct {
		kind, before, after string
		send                func() (int, error)
	}{
		{simulator.KindVoice, "От Ана", "Изтрито", func() (int, error) { return ana.SendVoice([]byte("OggS")) }},
		{simulator.KindPhoto, "От Ана", "Изтрито", func() (int, error) { return ana.SendPhoto([]byte("\x89PNG"), "") }},
		{simulator.KindDocument, "От Ана", "Изтрито", func() (int, error) { return ana.SendFile("a.pdf", "application/pdf", []byte("%PDF")) }},
		{simulator.KindVideoNote, "", "", func() (int, error) { return ana.SendVideoNote([]byte("mp4")) }},
	} {
		sent, _ := ana.Message(w.must(c.send()))
		w.settle()
		got := ana.Last()
		if got.Kind != c.kind || got.Text != c.before || got.ReplyTo != sent.ID || got.File == nil || got.File.ID != sent.File.ID {
			t.Errorf("%s: came back as %+v", c.kind, got)
		}
		w.must(ana.Tap("Да"))
		w.settle()
		if got := ana.Last(); got.Text != c.after || len(got.Buttons) != 0 {
			t.Errorf("%s: became %+v", c.kind, got)
		}
	}
}
