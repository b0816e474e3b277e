package main

import (
	"regexp"
	"time"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Lengths in characters as Telegram counts them. Those of the description and
// of the short one are Telegram's (Bot API, setMyDescription and
// setMyShortDescription); the others leave room in a message for what stands
// around the text.
const (
	nameLimit        = 64
	lineLimit        = 300
	aboutLimit       = 1000
	descriptionLimit = 512
	shortLimit       = 120
	consentLimit     = 2500
	moreLimit        = 10000
)

func (s *Settings) readProgramme(top *table, want wants) {
	p := &s.Programme
	t := top.section("programme")
	p.Name = t.needPair("name", nameLimit)
	p.Club = t.needPair("club", lineLimit)
	p.Funder = t.needPair("funder", lineLimit)
	p.About = t.needPair("about", aboutLimit)
	p.Description = t.needPair("description", descriptionLimit)
	p.Short = t.needPair("short", shortLimit)
	p.Location = t.timezone()
	starts, ends := t.need("starts", "2027-03-01"), t.need("ends", "2027-09-30")
	p.Starts, p.Ends = t.date("starts", starts, p.Location), t.date("ends", ends, p.Location)
	if !p.Starts.IsZero() && !p.Ends.IsZero() {
		if p.Ends.Before(p.Starts) {
			t.wrong(ends, text.T("програмата свършва, преди да е започнала.", "the programme ends before it starts."),
				text.T("Поправете „starts“ или „ends“.", "Mend “starts” or “ends”."))
		}
		s.warn(t, ends, endOfDay(p.Ends), text.T("последният ден („ends“) вече е минал.", "the last day (“ends”) has passed."),
			text.T("Ако програмата продължава, напишете новата дата.", "If the programme goes on, write the new date."))
	}
	t.done()

	p.Consent = readConsent(top.section("consent"))
	p.Contact = readContact(top.section("contact"))
	p.Municipalities = readMunicipalities(top)
	s.readSurvey(top.section("survey"))
	p.Targets = readTargets(top.optional("targets"))
	p.Digest = readDigest(top.optional("coordinators"))

	s.readEvents(top, want)
	s.readRegistration(top.optional("registration"))
	s.readReminders(top)
	if top.has("needs") {
		s.readNeeds(top.section("needs"))
	}
	if top.has("feedback") {
		s.readFeedback(top.section("feedback"))
	}
	s.readPriorities(top)
	if top.has("matrix") {
		s.readMatrix(top.section("matrix"))
	}
	top.asked = append(top.asked, "needs", "feedback", "matrix")
}

// What such a programme usually promises; see programme.Targets.
var usualTargets = programme.Targets{Surveyed: 35, Trained: 35, Meetings: 8, Ideas: 16}

// targetLimit is far above any real promise.
const targetLimit = 10000

func readTargets(t *table) programme.Targets {
	defer t.done()
	target := func(key string, usual int) int {
		n := t.count(key, 0, targetLimit)
		if !t.has(key) {
			return usual
		}
		return n
	}
	return programme.Targets{
		Surveyed: target("surveyed", usualTargets.Surveyed),
		Trained:  target("trained", usualTargets.Trained),
		Meetings: target("meetings", usualTargets.Meetings),
		Ideas:    target("ideas", usualTargets.Ideas),
	}
}

// endOfDay is the instant at which the day is over.
func endOfDay(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, day.Location())
}

// timezone is never nil.
func (t *table) timezone() *time.Location {
	const key, usual = "timezone", "Europe/Sofia"
	n := t.get(key)
	name, ok := t.string(key, n)
	if !ok {
		name = usual
	}
	location, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		t.wrong(n, text.T("няма часова зона „%s“.", "there is no time zone “%s”.").With(name),
			text.T("За България: %s = %s", "For Bulgaria: %s = %s").With(key, `"`+usual+`"`))
		return time.UTC
	}
	return location
}

func readConsent(t *table) programme.ConsentText {
	defer t.done()
	n := t.need("version", `"2026-11"`)
	version, ok := t.string("version", n)
	if ok && version == "" {
		t.wrong(n, text.T("„version“ е празно.", "“version” is empty."),
			text.T("Напишете например месеца, в който е съставен текстът: version = \"2026-11\"",
				"Write for example the month in which the text was made: version = \"2026-11\""))
	}
	if ok {
		t.limited("version", n, version, nameLimit)
	}
	return programme.ConsentText{
		Version: version,
		Text:    t.needPair("text", consentLimit),
		More:    t.needPair("more", moreLimit),
	}
}

func readContact(t *table) programme.ContactPerson {
	defer t.done()
	c := programme.ContactPerson{Name: t.needPair("name", lineLimit)}
	phone := t.need("phone", `"082 000 000"`)
	if s, ok := t.string("phone", phone); ok {
		if _, valid := text.ReadPhone(s); !valid {
			t.wrong(phone, text.T("„phone“ не прилича на телефон.", "“phone” does not look like a phone number."),
				text.T("Напишете го, както се набира, например \"082 000 000\".", "Write it as it is dialled, for example \"082 000 000\"."))
		}
		c.Phone = s
	}
	email := t.get("email")
	if s, ok := t.string("email", email); ok {
		if _, valid := text.ReadEmail(s); !valid {
			t.wrong(email, text.T("„email“ не прилича на имейл.", "“email” does not look like an e-mail address."),
				text.T("Напишете го целия, например \"ime@example.org\", или махнете реда.", "Write it in full, for example \"name@example.org\", or take the line out."))
		}
		c.Email = s
	}
	c.Hours = t.pair("hours", lineLimit)
	return c
}

func readMunicipalities(top *table) []programme.MunicipalityName {
	var out []programme.MunicipalityName
	seen := map[string]bool{}
	for _, t := range top.sections("municipality", "[[municipality]]") {
		code := t.code("code", flows.MaxChoiceCode, choiceCode, seen)
		out = append(out, programme.MunicipalityName{Code: code, Name: t.needPair("name", nameLimit)})
		t.done()
	}
	if len(out) > flows.MaxChoices {
		top.doc.add(top.doc.place(top.n.fields["municipality"]), text.T("Общините са %d, а може да са най-много %d.", "There are %d municipalities; at most %d are possible.").
			With(len(out), flows.MaxChoices), text.T("Махнете някои.", "Take some out."))
	}
	return out
}

// The forms of codes; lengths are limited apart. See flows.MaxQuestionCode.
var (
	questionCode = regexp.MustCompile(`^[a-z0-9_]+$`)
	choiceCode   = regexp.MustCompile(`^[a-z0-9_-]+$`)
)

// code is a name for records and buttons: it must be there, short, in Latin
// letters, and not seen before.
func (t *table) code(key string, limit int, form *regexp.Regexp, seen map[string]bool) string {
	n := t.need(key, `"…"`)
	code, ok := t.string(key, n)
	if !ok {
		return ""
	}
	letters := text.T("малки латински букви, цифри и _", "small Latin letters, digits and _")
	if form == choiceCode {
		letters = text.T("малки латински букви, цифри, _ и -", "small Latin letters, digits, _ and -")
	}
	switch {
	case !form.MatchString(code):
		t.wrong(n, text.T("кодът „%s“ не става: той остава в данните и е само от %s.", "the code “%s” will not do: it stays in the data and consists of %s only.").With(code, letters),
			text.T("Напишете къса дума на латиница, например \"budget\".", "Write a short word in Latin letters, for example \"budget\"."))
	case len(code) > limit:
		t.wrong(n, text.T("кодът „%s“ е от %d знака, а може да е най-много от %d.", "the code “%s” has %d characters; at most %d are possible.").With(code, len(code), limit),
			text.T("Съкратете го.", "Shorten it."))
	case seen[code]:
		t.wrong(n, text.T("кодът „%s“ вече е използван по-горе.", "the code “%s” is used above already.").With(code),
			text.T("Изберете друг: в данните се различават по кода.", "Choose another one: the data tell them apart by the code."))
	}
	seen[code] = true
	return code
}
