package coordinator

import (
	"strings"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// auditAct says what an audit line's code means. A test finds codes without one.
type auditAct struct {
	words  text.Phrase
	on     func(g *group, ref string) about                  // what the line's reference names; nil: nothing
	after  func(g *group, l programme.AuditLine) text.Phrase // what its codes mean, in words; nil: before and after, as auditValues has them
	values bool                                              // before and after are shown as they are: numbers and times, never words of people or codes that open something
}

// about is what a line is about, as far as it is known by its reference.
type about struct {
	organisation programme.OrganisationID
	person       flows.PersonID
	event        string
	idea         programme.IdeaID
	question     string // number of the question to the coordinators
	broadcast    programme.BroadcastID
}

// auditActs are all of them.
func auditActs() map[string]auditAct {
	organisation := func(g *group, ref string) about { return about{organisation: organisationOf(ref)} }
	member := func(g *group, ref string) about {
		key, _ := fromMemberRef(ref)
		return about{organisation: key.Organisation, person: key.Person}
	}
	event := func(g *group, ref string) about { return about{event: ref} }
	material := func(_ *group, ref string) about {
		code, _, _ := strings.Cut(ref, "/")
		return about{event: code}
	}
	seat := func(g *group, ref string) about { return g.seatAbout(ref) }
	idea := func(g *group, ref string) about { return ideaAbout(ref) }
	question := func(g *group, ref string) about { return about{question: ref} }
	broadcast := func(_ *group, ref string) about {
		id, _ := programme.ParseBroadcastID(ref)
		return about{broadcast: id}
	}
	mail := func(g *group, ref string) about {
		to, _, _ := strings.Cut(ref, "/")
		return about{person: personOf(to)}
	}
	return map[string]auditAct{
		"consent":                     {words: text.T("дадено съгласие", "consent given")},
		"joined":                      {words: text.T("присъединяване към програмата", "joined the programme")},
		"reminders":                   {words: text.T("спрени или пуснати подсещания", "nudges stopped or wanted again")},
		"forgotten":                   {words: text.T("изтрити данни на човек", "a person’s data erased"), on: func(_ *group, ref string) about { return about{person: decimalPerson(ref)} }},
		"member":                      {words: text.T("започна да представлява организация", "began to represent an organisation"), on: organisation},
		"proposed":                    {words: text.T("поиска да представлява организация", "asked to represent an organisation"), on: organisation},
		"left":                        {words: text.T("вече не представлява организация", "no longer represents an organisation"), on: organisation},
		"organisation proposed":       {words: text.T("предложена нова организация", "a new organisation proposed"), on: organisation},
		"organisation decided":        {words: text.T("решено за организация", "an organisation decided on"), on: organisation},
		"membership decided":          {words: text.T("решено кой представлява организация", "decided who represents an organisation"), on: member},
		"membership parted":           {words: text.T("човек е отделен от организация", "a person parted from an organisation"), on: member},
		"invitation issued":           {words: text.T("нова покана", "a new invitation"), on: organisation},
		"invitation shown":            {words: text.T("показана покана", "an invitation shown"), on: organisation},
		"organisation renamed":        {words: text.T("преименувана организация", "an organisation renamed"), on: organisation},
		"organisation's kind":         {words: text.T("сменен вид на организация", "an organisation’s kind changed"), on: organisation},
		"organisation's municipality": {words: text.T("сменена община на организация", "an organisation’s municipality changed"), on: organisation},
		"organisation's EIK":          {words: text.T("сменен ЕИК на организация", "an organisation’s EIK changed"), on: organisation},
		"organisations merged":        {words: text.T("обединени организации", "organisations merged"), on: organisation},
		"membership moved":            {words: text.T("човек е преместен в друга организация", "a person moved to another organisation"), on: member},
		"reminded":                    {words: text.T("пуснато подсещане", "a round of reminders"), after: (*group).roundBegun},
		"phones shown":                {words: text.T("показани телефони", "phone numbers shown"), on: organisation},
		"survey sent":                 {words: text.T("изпратено проучване", "survey sent"), on: organisation},
		"survey closes":               {words: text.T("сменен край на проучването", "another end of the survey"), after: (*group).termSet},
		"survey accepted as it is":    {words: text.T("недовършено проучване", "an unfinished survey"), on: organisation, after: (*group).acceptedOrNot},
		"survey from paper":           {words: text.T("въвеждане на проучване от хартия", "a survey entered from paper"), on: organisation},
		"respondent unnamed":          {words: text.T("изтрито име на отговорил на хартия", "the name of who answered on paper erased"), on: organisation},
		"texts shown":                 {words: text.T("показани свободни текстове", "free texts shown"), after: (*group).textsShown},
		"voice shown":                 {words: text.T("показан глас или снимка от отговор", "voice or photo of an answer shown")},
		"voice written down":          {words: text.T("глас или снимка, записани с думи", "voice or photo written down")},
		"reached":                     {words: text.T("обаждане на организация, която липсва", "a call to an organisation that is missing"), on: organisation},
		"import":                      {words: text.T("внесен регистър (нови/променени)", "the register imported (new/changed)"), values: true},
		"question answered":           {words: text.T("отговор на въпрос", "a question answered"), on: question},
		"broadcast written":           {words: text.T("написано съобщение до участниците", "a message to the participants written"), on: broadcast},
		"broadcast given up":          {words: text.T("изтрита чернова на съобщение до участниците", "the draft of a message to the participants deleted"), on: broadcast},
		"broadcast sent":              {words: text.T("пуснато съобщение до участниците", "a message to the participants let go"), on: broadcast, values: true},
		"broadcast stopped":           {words: text.T("спряно съобщение до участниците", "a message to the participants stopped"), on: broadcast},
		"broadcast resumed":           {words: text.T("продължено съобщение до участниците", "a message to the participants resumed"), on: broadcast},
		"broadcast sent again":        {words: text.T("съобщение до участниците, пратено пак на несигурните", "a message to the participants sent again to the uncertain"), on: broadcast, values: true},
		"broadcast arrived":           {words: text.T("отбелязано, че съобщение до участниците е получено", "a message to the participants noted as received"), on: broadcast, values: true},
		"question closed":             {words: text.T("приключен въпрос", "a question closed"), on: question},
		"export":                      {words: text.T("взети данни във файл", "data taken as a file"), after: (*group).exportTaken},
		"group claimed":               {words: text.T("групата стана група на координаторите", "the group became the coordinators’")},
		"paper":                       {words: text.T("приготвен файл за печат", "a file made for printing"), on: func(_ *group, ref string) about { _, code, _ := strings.Cut(ref, "/"); return about{event: code} }},
		"sheet kept":                  {words: text.T("запазен подписан лист", "a signed sheet kept"), on: event},
		"sheet shown":                 {words: text.T("показан подписан лист", "a signed sheet shown"), on: event},
		"event added":                 {words: text.T("ново събитие от настройките", "a new event of the configuration"), on: event},
		"event moved":                 {words: text.T("преместено събитие", "an event moved"), on: event, values: true},
		"event called off":            {words: text.T("отменено събитие", "an event called off"), on: event},
		"event placed":                {words: text.T("друго място на събитие", "another place of an event"), on: event},
		"event changed":               {words: text.T("променено описание на събитие", "an event’s description changed"), on: event},
		"material added":              {words: text.T("добавен материал", "a material added"), on: material},
		"material raised":             {words: text.T("преместен материал", "a material put higher"), on: material},
		"material removed":            {words: text.T("махнат материал", "a material taken away"), on: material},
		"event resized":               {words: text.T("променени места", "seats changed"), on: event, values: true},
		"seat":                        {words: text.T("записване", "a registration"), on: seat},
		"seat handed over":            {words: text.T("записването е предадено на друг", "a registration handed over"), on: seat},
		"attendee":                    {words: text.T("сменено кой идва", "changed who comes"), on: seat},
		"attendance":                  {words: text.T("отбелязано присъствие", "attendance noted"), on: seat},
		"called":                      {words: text.T("разговор по телефона", "a telephone call"), on: seat},
		"coming":                      {words: text.T("потвърдено идване", "said to be coming"), on: seat},
		"certificate":                 {words: text.T("издадено удостоверение", "a certificate issued"), on: seat},
		"group":                       {words: text.T("преместване между смесени групи", "moved between mixed groups"), on: seat, values: true},
		"groups formed":               {words: text.T("направени смесени групи", "mixed groups formed"), on: event},
		"scribe":                      {words: text.T("сменен записващ", "another scribe"), on: func(g *group, ref string) about { return g.mixedAbout(ref) }},
		"idea":                        {words: text.T("стъпка на идея", "a step of an idea"), on: idea},
		"idea begun":                  {words: text.T("започната идея", "an idea begun"), on: idea},
		"idea entered from paper":     {words: text.T("идея, въведена от хартия", "an idea entered from paper"), on: idea},
		"idea joined":                 {words: text.T("решено за съавтор на идея", "an idea’s co-author decided on"), on: idea},
		"idea's files shown":          {words: text.T("показани файлове на идея", "an idea’s files shown"), on: idea},
		"signature":                   {words: text.T("подпис под идея", "an idea’s signature"), on: idea},
		"council's word":              {words: text.T("думата на съвета за идея", "the council’s word on an idea"), on: idea},
		"message sent again":          {words: text.T("съобщение, пратено пак", "a message sent again"), on: mail},
		"message confirmed":           {words: text.T("съобщение, прието за получено", "a message taken for received"), on: mail},
		"message dropped":             {words: text.T("отказано съобщение, махнато от списъка", "a refused message taken off the list"), on: mail},
		"tried again":                 {words: text.T("пуснато отново нещо, оставено настрана", "something put aside tried again")},
		"aside dropped":               {words: text.T("махнато нещо, оставено настрана", "something put aside taken away")},
	}
}

// auditValues are the words for what stood before and after. Other values are shown
// only where auditAct says so.
func auditValues() map[string]text.Phrase {
	return map[string]text.Phrase{
		"in force": text.T("одобрено", "approved"),
		"proposed": text.T("чака", "waits"),
		"refused":  text.T("отказано", "refused"),
		"joined":   text.T("прието", "taken in"),

		string(programme.Confirmed): text.T("със запазено място", "has a seat"),
		string(programme.Waiting):   text.T("чака място", "waits for a seat"),
		string(programme.Offered):   text.T("предложено място", "a seat offered"),
		string(programme.Cancelled): text.T("отказано", "cancelled"),
		string(programme.WalkIn):    text.T("без записване", "without registration"),
		string(programme.Present):   text.T("присъства", "was there"),
		string(programme.Absent):    text.T("отсъства", "was absent"),

		programme.SaidYes:      text.T("да", "yes"),
		programme.SaidNo:       text.T("не", "no"),
		programme.SaidNoAnswer: text.T("няма отговор", "no answer"),

		string(programme.IdeaDraft):     text.T("чернова", "draft"),
		string(programme.IdeaSubmitted): text.T("подадена", "submitted"),
		string(programme.IdeaReturned):  text.T("върната", "returned"),
		string(programme.IdeaApproved):  text.T("одобрена", "approved"),
		string(programme.IdeaPresented): text.T("представена", "presented"),
		string(programme.IdeaWithdrawn): text.T("оттеглено", "withdrawn"),
		string(programme.Signed):        text.T("подписано", "signed"),
		string(programme.SignedOn):      text.T("подписано на хартия", "signed on paper"),
	}
}

// seatAbout is what „event/registration“ names.
func (g *group) seatAbout(ref string) about {
	code, number, _ := strings.Cut(ref, "/")
	id, _ := programme.ParseRegistrationID(number)
	r, _ := g.tx.Registrations.Get(id)
	return about{event: code, organisation: r.Organisation, person: r.By}
}

// ideaAbout is what „idea“ or „idea/organisation“ names.
func ideaAbout(ref string) about {
	number, organisation, _ := strings.Cut(ref, "/")
	id, _ := programme.ParseIdeaID(number)
	return about{idea: id, organisation: organisationOf(organisation)}
}

// mixedAbout is what a mixed group's number names.
func (g *group) mixedAbout(ref string) about {
	id, _ := programme.ParseGroupID(ref)
	mixed, _ := g.tx.Groups.Get(id)
	return about{event: mixed.Event}
}

// roundBegun says which round of reminders it was.
func (g *group) roundBegun(l programme.AuditLine) text.Phrase {
	what, event, _, ok := programme.RoundOf(l.Ref)
	if !ok {
		return text.Phrase{}
	}
	return g.undoneTitle(programme.Undone{What: what, Event: event})
}

// acceptedOrNot tells apart that it was taken as it was, and that this was taken back.
func (g *group) acceptedOrNot(l programme.AuditLine) text.Phrase {
	if l.After == "" {
		return text.T("вече не е прието", "no longer accepted")
	}
	return text.T("прието, каквото е", "accepted as it is")
}

// textsShown says of which question; nothing for the list of them.
func (g *group) textsShown(l programme.AuditLine) text.Phrase {
	q, ok := g.p.Survey.Question(l.After)
	if !ok {
		return text.Phrase{}
	}
	return text.T("%s", "%s").With(text.Quote(text.Clip(q.Text.In(language), choiceShown)))
}

// termSet says from when to when the survey's end was moved, as it was asked for: the
// midnight at which it closes is the end of the day before.
func (g *group) termSet(l programme.AuditLine) text.Phrase {
	until := func(stamp string) text.Phrase {
		at, err := time.Parse("2006-01-02 15:04", stamp) // UTC
		if err != nil {
			return text.T("без край", "no end")
		}
		f := flows.Form{Closes: g.local(at)}
		return text.T("до %s", "until %s").With(f.Until(g.At))
	}
	return text.T("%s → %s", "%s → %s").With(until(l.Before), until(l.After))
}
