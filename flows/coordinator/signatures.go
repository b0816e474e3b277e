package coordinator

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Who stands behind an idea. A signature on paper is entered by a button, or by
// replying to its question with a photo of the paper.

// Buttons of signatures. A partner is named by partnerRef.
const (
	verbSigns   = "isigns"   // idea, page
	verbPaper   = "ipaper"   // idea, partner: asks for the photo
	verbPapered = "ipapered" // idea, partner: without one
)

const paperPrefix = "ipaper/" // idea/partner

const (
	partnersShown   = 10
	partnerShown    = 80 // characters of a name
	takenBackShown  = 120
	papersOfAtATime = 20 // files sent at once
)

// partnerRef names a partner of an idea: the list of partners is made anew each time
// that the idea is sent, so its place would not.
func partnerRef(p programme.Partner) string {
	if p.Organisation != 0 {
		return refOf(p.Organisation)
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(programme.NameKey(p.Name))) // never fails
	return "-" + strconv.FormatUint(h.Sum64(), 36)
}

// partnerIn is the place of the partner that a button or a name names; -1: it is one
// no more.
func partnerIn(i programme.Idea, ref string) int {
	return slices.IndexFunc(i.Partners, func(p programme.Partner) bool { return partnerRef(p) == ref })
}

// turnSigns shows the partners as a message of its own, or another page of them in
// place.
func (g *group) turnSigns(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return
	}
	if refs[1] == asNew {
		s := g.signsPage(i, 0)
		s.ReplyTo = g.Message
		g.say(s)
		return
	}
	page, _ := strconv.Atoi(refs[1])
	g.change(g.signsPage(i, page))
}

func (g *group) signsPage(i programme.Idea, page int) flows.Screen {
	id := i.ID.String()
	v := viewOf(len(i.Partners), partnersShown, page)
	title := text.T("<b>Идея %d</b> · %s", "<b>Idea %d</b> · %s").With(int(i.ID), g.titleClipped(i, titleShown))
	title = v.titled(title)
	lines := []text.Phrase{title}
	if len(i.Partners) == 0 {
		lines = append(lines, text.T("Няма партньори, които да се подпишат. Молим ги за подпис, когато идеята се изпрати.", "There are no partners to sign. They are asked when the idea is sent."))
	}
	var rows [][]flows.Tap
	for n := v.from; n < v.to; n++ {
		p := i.Partners[n]
		lines = append(lines, text.T("%d. %s – %s", "%d. %s – %s").With(n+1, text.Clip(p.OrganisationName(g.tx), partnerShown), g.signWords(i, p)))
		if p.SignedNow() || !i.Counts() {
			continue
		}
		if len(rows) == 0 || len(rows[len(rows)-1]) == 2 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], tap(text.T("%d. Подпис на хартия", "%d. Signed on paper").With(n+1), verbPaper, id, partnerRef(p)))
	}
	rows = append(rows, v.taps(func(label text.Phrase, page int) flows.Tap { return tap(label, verbSigns, id, strconv.Itoa(page)) }))
	return flows.Screen{
		Name: signsName(i.ID), Text: text.Join("\n", lines...), Among: known(signersOf(i)),
		Buttons: append(rows, []flows.Tap{tap(text.T("Към идеята", "To the idea"), verbIdea, id), tap(text.T("Обнови", "Refresh"), verbSigns, id, strconv.Itoa(v.page))}),
	}
}

// signsName names the message that shows the partners.
func signsName(id programme.IdeaID) string { return "signs/" + id.String() }

// signersOf are those whose act or words stand beside a partner.
func signersOf(i programme.Idea) []flows.PersonID {
	var out []flows.PersonID
	for _, p := range i.Partners {
		if !slices.Contains(out, p.By) {
			out = append(out, p.By)
		}
	}
	return out
}

// signWords says how it stands with the partner's signature.
func (g *group) signWords(i programme.Idea, p programme.Partner) text.Phrase {
	on := func(said text.Phrase) text.Phrase {
		said = said.With(text.OnDay(g.local(p.At), g.local(g.At)))
		if n := len(i.Versions); p.SignedNow() && n > 1 && p.At.Before(i.Versions[n-1].At) {
			said = text.T("%s; тогава текстът беше друг: версия %d е по-нова", "%s; the text was another one then: version %d is newer").With(said, n)
		}
		return said
	}
	switch p.Signature {
	case programme.Signed:
		return on(text.T("✅ подписа с бутон %s", "✅ signed with the button %s"))
	case programme.SignedOn:
		if p.Photo == "" {
			return on(text.T("✅ подпис на хартия, въведен %s, без снимка", "✅ signed on paper, entered %s, without a photo"))
		}
		return on(text.T("✅ подпис на хартия, въведен %s, със снимка", "✅ signed on paper, entered %s, with a photo"))
	case programme.TakenBack:
		words := on(text.T("оттегли подписа си %s", "took its signature back %s"))
		if p.Reason != "" {
			words = text.T("%s: <i>%s</i>", "%s: <i>%s</i>").With(words, text.Clip(p.Reason, takenBackShown))
		}
		return words
	}
	switch {
	case p.Organisation == 0:
		return text.T("няма я в регистъра; може да подпише само на хартия", "not in the register; it can sign on paper only")
	case len(programme.RepresentativesOf(g.tx, p.Organisation)) == 0:
		return text.T("няма подпис; няма кой да подпише в Telegram", "has not signed; there is nobody to sign in Telegram")
	}
	return text.T("няма подпис; помолих за него %s", "has not signed; asked %s").With(text.Ago(g.At.Sub(p.Asked)))
}

// askPaper asks for the photo of a signature.
func (g *group) askPaper(refs []string) {
	i, at, ok := g.unsigned(refs)
	if !ok {
		return
	}
	name := text.Quote(text.Clip(i.Partners[at].OrganisationName(g.tx), longestName))
	g.say(flows.Screen{
		Name: paperPrefix + i.ID.String() + "/" + refs[1], ReplyTo: g.Message,
		Text: text.T("Подпис на хартия на %s за %s. Отговорете (Reply) на това съобщение със снимка или файл на подписания лист. Ако няма, натиснете „Без снимка“.",
			"A signature on paper of %s for %s. Reply to this message with a photo or a file of the signed paper. If there is none, press “Without a photo”.").With(name, g.ideaNamed(i)),
		Buttons: [][]flows.Tap{{tap(text.T("Без снимка", "Without a photo"), verbPapered, i.ID.String(), refs[1]), tap(text.T("Отказ", "Cancel"), verbLeaveSo)}},
	})
}

// unsigned is the idea with the place of a partner that may sign it; if it may not, it
// says why.
func (g *group) unsigned(refs []string) (programme.Idea, int, bool) {
	i, ok := g.ideaIn(refs)
	if !ok {
		return i, 0, false
	}
	at := partnerIn(i, refs[1])
	switch {
	case at < 0:
		g.refuse(text.T("Тази организация вече не е партньор по идея %d.", "This organisation is no partner of idea %d any more.").With(int(i.ID)))
	case i.Partners[at].SignedNow():
		g.refuse(text.T("Този партньор вече е подписал идея %d.", "This partner has signed idea %d already.").With(int(i.ID)))
	case !i.Counts():
		g.standsSo(i)
	default:
		return i, at, true
	}
	return i, at, false
}

// papered enters a signature without a photo.
func (g *group) papered(refs []string) {
	if said := g.signOnPaper(refs, "", ""); !said.Empty() {
		g.change(flows.Screen{Text: said})
	}
}

// repliedPaper enters a signature with its photo.
func (g *group) repliedPaper(ref string) {
	refs := strings.Split(ref, "/")
	w, ok := g.What.(flows.Attachment)
	if !ok || w.Kind != flows.Photo && w.Kind != flows.Document {
		g.respond(text.T("Тук ми трябва снимка или файл на подписания лист. Ако няма, натиснете „Без снимка“.", "I need a photo or a file of the signed paper here. If there is none, press “Without a photo”."))
		return
	}
	if len(refs) != 2 || !g.mayAct() {
		return
	}
	if said := g.signOnPaper(refs, w.Kind, w.Remote); !said.Empty() {
		g.Do(flows.Edit{To: flows.Group, Name: paperPrefix + ref})
		g.respond(said)
	}
}

// signOnPaper enters the signature, and says what to say of it.
func (g *group) signOnPaper(refs []string, kind flows.FileKind, photo string) text.Phrase {
	i, at, ok := g.unsigned(refs)
	if !ok {
		return text.Phrase{}
	}
	i, _ = i.SignOnPaper(g.tx, g.Turn, at, kind, photo)
	if of := i.Partners[at].Organisation; of != 0 {
		i.TellOf(g.tx, g.Turn, g.p, programme.SignDue, of, i.AuthorPeople(g.tx))
	}
	g.edit(g.ideaCard(i))
	g.edit(g.signsPage(i, at/partnersShown))
	signed, all := i.SignedBy()
	return text.T("✅ Записах подписа на хартия на %s. За %s са подписали %d от %s.", "✅ The signature on paper of %s is recorded. %s is signed by %d of %s.").
		With(text.Quote(text.Clip(i.Partners[at].OrganisationName(g.tx), longestName)), g.ideaNamed(i), signed, partners(all))
}

// paperOf is a photo or file that belongs to an idea.
type paperOf struct {
	kind    flows.FileKind
	remote  string
	caption text.Phrase
	by      flows.PersonID
}

// papersOf are the files that its authors sent along, and the photos of signatures.
func (g *group) papersOf(i programme.Idea) []paperOf {
	var out []paperOf
	for _, f := range g.p.Matrix.Fields(g.tx, i.Values()) {
		a := i.Answers[f.Code]
		if !a.Counts() {
			continue
		}
		for _, id := range slices.Concat(a.Value.Files, a.Attach) {
			if file, ok := g.tx.Files.Get(id); ok && file.Remote != "" {
				out = append(out, paperOf{file.Kind, file.Remote, text.T("%s", "%s").With(f.Text), file.By})
			}
		}
	}
	for _, p := range i.Partners {
		if p.SignedNow() && p.Photo != "" {
			caption := text.T("подпис на %s", "signature of %s").With(text.Clip(p.OrganisationName(g.tx), longestName))
			out = append(out, paperOf{p.Kind, p.Photo, caption, p.By})
		}
	}
	return out
}

// contactOf is whom the idea names as its contact person.
func (g *group) contactOf(i programme.Idea) string {
	return g.p.Matrix.Value(i, programme.RoleContact).Text
}

// hasPapers reports whether there is something that only administrators see.
func (g *group) hasPapers(i programme.Idea) bool {
	return g.contactOf(i) != "" || len(g.papersOf(i)) > 0
}

// papers sends the contact person and the files to who asked, in private.
func (g *group) papers(refs []string) {
	i, ok := g.ideaIn(refs)
	if !ok || !g.privately(deskRef(deskIdea, i.ID.String())) {
		return
	}
	g.sendPapers(i)
	g.toast(text.T("Изпратих ги лично на Вас.", "I have sent them to you in private."))
}

func (g *group) sendPapers(i programme.Idea) {
	lang := g.tx.Chats.Language(g.Person)
	if name := g.contactOf(i); name != "" {
		said := text.T("Идея %d · лице за контакт: %s", "Idea %d · contact person: %s").With(int(i.ID), name)
		g.Do(flows.Say{To: g.Person, HTML: said.HTML(lang), Among: i.Writers()})
	}
	all := g.papersOf(i)
	for n, p := range all[:min(len(all), papersOfAtATime)] {
		caption := text.T("Идея %d · %s · %d от %d", "Idea %d · %s · %d of %d").With(int(i.ID), p.caption, n+1, len(all))
		g.Do(flows.Say{To: g.Person, HTML: caption.HTML(lang), File: &flows.OutgoingFile{Kind: p.kind, Remote: p.remote}, Of: p.by})
	}
	g.audit("idea's files shown", i.ID.String(), "", "")
}

// papersAsked brings them to who has opened the chat for them.
func (g *group) papersAsked(ref string) {
	id, _ := programme.ParseIdeaID(ref)
	i, ok := g.tx.Ideas.Get(id)
	if !ok || !g.hasPapers(i) {
		g.Tell(text.T("Към тази идея вече няма контакт, снимки и файлове.", "This idea has no contact, photos and files any more."))
		return
	}
	g.sendPapers(i)
}
