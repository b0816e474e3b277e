package coordinator

import (
	"encoding/json"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// errand is a file that a job makes for an administrator who has asked for it in the
// group, and that goes to them in private. The kind of the job begins the report of the
// file's message and the name of the message in the group that says how it stands.
type errand struct {
	caption func(g *group, result json.RawMessage) (caption text.Phrase, size int64, ok bool)
	failed  text.Phrase // it could not be made
	sent    text.Phrase
	lost    text.Phrase // it did not arrive
}

// errands are all of them, by the kind of their job.
func errands() map[string]errand {
	return map[string]errand{ExportJob: exportErrand(), MatrixJob: blankErrand()}
}

// errandName names the message in the group; ref is the file's number.
func errandName(kind, ref string) string { return kind + "/" + ref }

// errandDone sends the file to who had asked for it.
func (g *group) errandDone(w flows.Finished) {
	id, file, ok := programme.FileOfJob(g.tx, w.Ref)
	if !ok {
		return // who asked for it was erased
	}
	if !g.tx.Chats.Reachable(g.Person) {
		g.tx.Files.Delete(id)
		g.errandSent(w.Kind, w.Ref, flows.Unreachable)
		return
	}
	lang, what := g.tx.Chats.Language(g.Person), errands()[w.Kind]
	caption, size, made := what.caption(g, w.Result)
	if w.Error != "" || !made {
		g.tx.Files.Delete(id)
		g.SayTo(g.Person, lang, flows.Screen{Text: what.failed}, false)
		g.edit(flows.Screen{Name: errandName(w.Kind, w.Ref), Text: what.failed})
		return
	}
	g.Do(flows.Say{To: g.Person, HTML: caption.HTML(lang), File: programme.FileMade(g.tx, id, file, size), Report: w.Kind + "/" + w.Ref})
}

// errandSent says in the group how it went.
func (g *group) errandSent(kind, ref string, r flows.Result) {
	said := errands()[kind].sent
	if r != flows.Sent {
		said = errands()[kind].lost
	}
	g.edit(flows.Screen{Name: errandName(kind, ref), Text: said})
}
