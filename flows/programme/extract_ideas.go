package programme

import (
	"slices"
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/text"
)

// ideasIn are all ideas by their numbers, drafts and withdrawn ones too; of one
// municipality those about it.
func ideasIn(x *extracting) IdeaList {
	return Ideas(x.tx).Where(func(i Idea) bool { return x.town == "" || x.p.Matrix.About(x.town)(i) })
}

// extractIdeas is one row an idea: its way, and every field of the matrix.
func extractIdeas(x *extracting) *extraction {
	e := Extract{
		Code: "ideas", Title: text.Pair{BG: "Идеи", EN: "Ideas"}, File: text.Pair{BG: "idei", EN: "ideas"},
		About: text.Pair{
			BG: "един ред за всяка идея, и за черновите и оттеглените: те не се броят никъде; полетата са както са написани сега",
			EN: "one row an idea, drafts and withdrawn ones too, which count nowhere; the fields as they are written now",
		},
	}
	fields := []field[Idea]{
		col("idea", CellNumber, "Идея №", "Idea no.", func(i Idea) any { return int(i.ID) }),
		col("state", CellCoded, "Състояние", "State", func(i Idea) any { return codedCell(i.State, ideaNames) }),
		col("authors", CellLong, "Автори", "Authors", func(i Idea) any { return wordsCell(x.authorsOf(i)) }),
		col("author_numbers", CellText, "Номера на авторите", "Authors’ numbers", func(i Idea) any { return numbersCell(i.Authors) }),
		col("meeting", CellText, "Среща", "Meeting", func(i Idea) any { return x.meetingOf(i) }).
			saying("код на срещата, на която групата е работила", "code of the meeting at which the group worked"),
		col("begun", CellTime, "Започната", "Begun", func(i Idea) any { return timeCell(i.Begun) }),
		col("submitted", CellTime, "Изпратена", "Submitted", func(i Idea) any { return timeCell(i.firstSubmitted()) }).saying("за първи път", "for the first time"),
		col("versions", CellNumber, "Изпращания", "Submissions", func(i Idea) any { return len(i.Versions) }),
		col("returned", CellTime, "Върната", "Returned", func(i Idea) any { return timeCell(i.lastStep(IdeaReturned)) }).saying("последно", "the last time"),
		col("approved", CellTime, "Одобрена", "Approved", func(i Idea) any { return timeCell(i.approvedAt()) }),
		col("withdrawn", CellTime, "Оттеглена", "Withdrawn", func(i Idea) any { return timeCell(i.withdrawnAt()) }),
		col("sittings", CellText, "Представена на", "Presented on", func(i Idea) any { return wordsCell(i.sittingDays()) }).
			saying("заседания на съвета", "sittings of the council"),
		col("council", CellLong, "Думата на съвета", "The council’s word", func(i Idea) any { return wordsCell(i.councilWords()) }),
		col("partners", CellNumber, "Партньори", "Partners", func(i Idea) any { return len(i.Partners) }),
		col("signed", CellNumber, "Подписали", "Signed", func(i Idea) any { signed, _ := i.SignedBy(); return signed }).
			saying("от партньорите", "of the partners"),
	}
	fields = append(fields, answerFields(x, x.p.Matrix.Form, "", func(i Idea) map[string]flows.Answer { return i.Answers })...)
	return fill(e, ideasIn(x), each, fields)
}

var ideaNames = map[IdeaState]text.Pair{
	IdeaDraft: {BG: "чернова", EN: "draft"}, IdeaSubmitted: {BG: "изпратена", EN: "submitted"}, IdeaReturned: {BG: "върната", EN: "returned"},
	IdeaApproved: {BG: "одобрена", EN: "approved"}, IdeaPresented: {BG: "представена", EN: "presented"}, IdeaWithdrawn: {BG: "оттеглена", EN: "withdrawn"},
}

func (x *extracting) authorsOf(i Idea) string {
	var names []string
	for _, id := range i.Authors {
		if o := x.organisation(id); o.Name != "" {
			names = append(names, o.Name)
		}
	}
	return strings.Join(names, "; ")
}

func (x *extracting) meetingOf(i Idea) any {
	g, _ := x.tx.Groups.Get(i.Group)
	return wordsCell(g.Event)
}

func (i Idea) firstSubmitted() time.Time {
	if len(i.Versions) == 0 {
		return time.Time{}
	}
	return i.Versions[0].At
}

// lastStep is when the idea last came to the state; zero: never.
func (i Idea) lastStep(to IdeaState) time.Time {
	for _, s := range slices.Backward(i.Steps) {
		if s.To == to && !s.Word {
			return s.At
		}
	}
	return time.Time{}
}

// approvedAt is since when it stands as approved; zero: it does not.
func (i Idea) approvedAt() time.Time {
	if !i.Approved() {
		return time.Time{}
	}
	return i.lastStep(IdeaApproved)
}

func (i Idea) withdrawnAt() time.Time {
	if i.State != IdeaWithdrawn {
		return time.Time{}
	}
	return i.lastStep(IdeaWithdrawn)
}

func (i Idea) sittingDays() string {
	var days []string
	for _, s := range i.Sittings {
		days = append(days, s.Date)
	}
	return strings.Join(days, "; ")
}

func (i Idea) councilWords() string {
	var words []string
	for _, s := range i.Sittings {
		if s.Word != "" {
			words = append(words, s.Date+": "+s.Word)
		}
	}
	return strings.Join(words, "\n")
}

// allied is a partner with the idea that names it.
type allied struct {
	Partner
	of Idea
}

// extractPartners is one row a partner of an idea.
func extractPartners(x *extracting) *extraction {
	e := Extract{
		Code: "partners", Title: text.Pair{BG: "Партньори и подписи", EN: "Partners and signatures"}, File: text.Pair{BG: "podpisi", EN: "signatures"},
		About: text.Pair{BG: "един ред за всеки партньор на идея, откакто е изпратена", EN: "one row for each partner of an idea, since it was submitted"},
	}
	partners := func(i Idea) (out []allied) {
		for _, p := range i.Partners {
			out = append(out, allied{p, i})
		}
		return out
	}
	return fill(e, ideasIn(x), partners, []field[allied]{
		col("idea", CellNumber, "Идея №", "Idea no.", func(p allied) any { return int(p.of.ID) }),
		col("title", CellText, "Заглавие", "Title", func(p allied) any { return wordsCell(x.p.Matrix.TitleOf(p.of)) }),
		col("partner", CellText, "Партньор", "Partner", func(p allied) any { return wordsCell(p.OrganisationName(x.tx)) }),
		col("organisation_number", CellNumber, "Номер на организацията", "Organisation’s number", func(p allied) any { return numberCell(p.Organisation) }).
			saying("празно: не е в регистъра", "empty: it is not in the register"),
		col("asked", CellTime, "Поискан подпис", "Signature asked", func(p allied) any { return timeCell(p.Asked) }),
		col("signature", CellCoded, "Подпис", "Signature", func(p allied) any { return signatureCell(p.Signature) }),
		col("at", CellTime, "Кога", "When", func(p allied) any { return timeCell(p.At) }).saying("подписът или оттеглянето му", "of the signature, or of its withdrawal"),
		col("reason", CellLong, "Защо е оттеглен", "Why withdrawn", func(p allied) any { return wordsCell(p.Reason) }),
		col("photo", CellYesNo, "Снимка на хартията", "Photo of the paper", func(p allied) any { return p.Photo != "" }),
	})
}

func signatureCell(s Signature) any {
	switch s {
	case Signed:
		return Coded{"signed", text.Pair{BG: "подписан", EN: "signed"}}
	case SignedOn:
		return Coded{"paper", text.Pair{BG: "подписан на хартия", EN: "signed on paper"}}
	case TakenBack:
		return Coded{"withdrawn", text.Pair{BG: "оттеглен", EN: "withdrawn"}}
	}
	return Coded{"none", text.Pair{BG: "няма", EN: "none"}}
}
