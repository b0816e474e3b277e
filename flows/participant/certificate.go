package participant

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"partnerbot/flows"
	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// certificateForm asks on which name a certificate is issued.
const certificateForm = "cert"

// CertificateJob is the kind of the job that makes a certificate; its Ref is the number
// of the file, its Input and Result a CertificatePaper.
const CertificateJob = "certificate"

// CertificatePaper says which certificate is made, and how large the file is.
type CertificatePaper struct {
	Number uint64 `json:"number"`
	Size   int64  `json:"size,omitempty"` // bytes
}

var labelCertificate = text.T("Удостоверение", "Certificate")

// certificate issues the certificate of a seat: the name is asked first. One that was
// issued can be had again, or on another name.
func (c *chat) certificate(e programme.Event, r programme.Registration) {
	f, ok := c.certificateFilling(r.ID.String())
	if !ok {
		c.unpress()
		c.showEvent(e, text.T("Удостоверение получава който е бил на обучението, след края му.", "Whoever was at the training gets a certificate, after its end."))
		return
	}
	issued, there := c.tx.Certificates.Get(r.Certificate)
	if !there || issued.Name == "" {
		c.leaveForm()
		flows.Open(c.Turn, f)
		return
	}
	c.leaveForm()
	c.Say(flows.Screen{
		Text: text.T("Удостоверение № %d е на името <b>%s</b>. Какво да направя?", "Certificate No. %d is on the name <b>%s</b>. What shall I do?").With(r.Certificate, issued.Name),
		Buttons: [][]flows.Tap{
			{doorTap(text.T("Изпрати го пак", "Send it again"), doorAgain, r.ID)},
			{{Label: text.T("Смени името", "Change the name"), Data: flows.ChangeButton(certificateForm, r.ID.String(), "name")}},
			{eventTap(labelToEvent, eventShow, e.Code)},
			flows.MenuRow(),
		},
		Name: eventsName,
	})
}

// beginCertificate sets the job that makes the file.
func (c *chat) beginCertificate(number uint64) {
	if number == 0 {
		c.menu()
		return
	}
	name := text.T("udostoverenie-%d.pdf", "certificate-%d.pdf").With(number).Plain(c.Lang)
	programme.MakeFileOf(c.tx, c.Turn, CertificateJob, name, "application/pdf", CertificatePaper{Number: number})
	c.Tell(text.T("Приготвям удостоверение № %d. След малко ще е тук.", "I am preparing certificate No. %d. It will be here shortly.").With(number))
}

// certificateMade sends the file.
func (c *chat) certificateMade(w flows.Finished) {
	id, file, ok := programme.FileOfJob(c.tx, w.Ref)
	if !ok {
		return
	}
	lang := c.tx.Chats.Language(file.By)
	var made CertificatePaper
	if w.Error != "" || json.Unmarshal(w.Result, &made) != nil || !c.tx.Chats.Reachable(file.By) {
		c.tx.Files.Delete(id)
		if w.Error != "" {
			c.SayTo(file.By, lang, flows.Screen{Text: text.T("Удостоверението не стана: при нас нещо се обърка. Моля, опитайте пак, или %s.",
				"The certificate failed: something went wrong on our side. Please try again, or %s.").With(c.callUs()), Buttons: [][]flows.Tap{{menuTap()}}}, false)
		}
		return
	}
	caption := text.T("Удостоверение № %d. Ако в името има грешка, отворете пак събитието и натиснете „Удостоверение“.",
		"Certificate No. %d. If there is a mistake in the name, open the event again and press “Certificate”.").With(made.Number)
	c.Do(flows.Say{To: file.By, HTML: caption.HTML(lang), File: programme.FileMade(c.tx, id, file, made.Size)})
}

// certificateFilling is the name on a certificate as a record of the engine.
type certificateFilling struct {
	filling
	event        programme.Event
	registration programme.Registration
	issued       programme.Certificate
	answers      map[string]flows.Answer
}

var certificateQuestions = flows.Form{
	Name: certificateForm, Title: text.Pair{BG: "Удостоверение", EN: "Certificate"}, Brief: true,
	Questions: []flows.Question{{
		Code: "name", Kind: flows.ShortText, MaxLength: 100, Check: printable,
		Text: text.Pair{BG: "Как да напиша името в удостоверението?", EN: "How shall I write the name on the certificate?"},
		Hint: text.Pair{BG: "Натиснете бутона или напишете името точно както искате да стои.", EN: "Press the button, or write the name just as it should stand."},
	}},
}

// printable wants a name that the paper can show: Cyrillic or Latin. It stands there as
// it was typed; but who has typed no capital letters, or only those, means a name.
func printable(typed string) (string, text.Phrase) {
	for _, r := range typed {
		if unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic) || unicode.Is(unicode.So, r) {
			return "", text.T("Името в удостоверението може да е на кирилица или на латиница, без емотикони.", "The name on the certificate can be in Cyrillic or Latin letters, without emoji.")
		}
	}
	if name, ok := text.ReadName(typed); ok && (typed == strings.ToLower(typed) || typed == strings.ToUpper(typed)) {
		typed = name.Value
	}
	return named(typed)
}

func (c *chat) certificateFilling(subject string) (flows.Filling, bool) {
	r, e, ok := c.seat(subject)
	if !ok || !e.CanCertify(r, c.At) || programme.Responsible(c.tx, r) != c.Person {
		return nil, false
	}
	f := &certificateFilling{filling: c.filling(""), event: e, registration: r}
	if f.issued, ok = c.tx.Certificates.Get(r.Certificate); ok && f.issued.Name != "" {
		f.answers = map[string]flows.Answer{"name": {Value: flows.Value{Text: f.issued.Name}, By: f.issued.By, At: f.issued.At, Version: 1}}
	}
	return f, true
}

func (f *certificateFilling) Form() *flows.Form                { return &certificateQuestions }
func (f *certificateFilling) Subject() string                  { return f.registration.ID.String() }
func (f *certificateFilling) Heading() text.Localised          { return f.event.Title }
func (f *certificateFilling) Answers() map[string]flows.Answer { return f.answers }
func (f *certificateFilling) Sent() time.Time                  { return f.issued.At }
func (f *certificateFilling) Send()                            {}

// Proposal is the name of who came.
func (f *certificateFilling) Proposal(*flows.Question) string {
	return programme.AttendeeOf(f.c.tx, f.registration)
}

func (f *certificateFilling) Put(question string, a flows.Answer) {
	f.answers = map[string]flows.Answer{question: a}
	f.registration.Certificate = programme.Certify(f.c.tx, f.registration.ID, f.c.Person, a.Value.Text)
}

func (f *certificateFilling) Finish(*flows.Turn) {
	f.c.beginCertificate(f.registration.Certificate)
	f.c.showEvent(f.event, text.Phrase{})
}
