package coordinator_test

import (
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/participant"
	"partnerbot/flows/programme"
)

// Who is no administrator any more, or does not show that they are one, types, presses
// and replies in every form that they had begun while they were: they are told politely,
// and nothing that they had filled in changes, nor do the records.
func TestOutsidersInForms(t *testing.T) {
	for name, role := range map[string]flows.Role{"not in the group": flows.RoleNone, "member": flows.RoleMember, "not known": flows.RoleUnknown} {
		t.Run(name, func(t *testing.T) {
			for _, form := range coordinator.Forms() {
				o := newOffice(t)
				people := participant.New(small, o.desk)
				id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO})
				subject := ref(uint64(id))
				does := func(in flows.Input) []flows.Row {
					in.Private, in.Name, in.Role, in.Message = true, "Стефка Колева", role, 90+int(o.update)
					out, err := o.store.Apply(flows.Batch{Now: o.now, Updates: []flows.Update{{ID: o.next(), Chat: stefka, User: stefka, Callback: "c", Input: in}}}, people.Handle)
					if err != nil {
						t.Fatal(err)
					}
					o.toast = ""
					for _, a := range out.Acknowledge {
						o.toast = a.Toast.Text
					}
					return out.Rows
				}
				begin := func() {
					o.records(func(tx *programme.Tx) {
						s, _ := tx.Sessions.Get(1)
						s.Form, s.Subject, s.Place = form, subject, "q"
						tx.Sessions.Put(1, s)
						tx.Drafts.Put(programme.DraftKey{Person: 1, Form: form, Subject: subject}, programme.Draft{Begun: o.now})
					})
				}
				begin()
				before := o.everything()
				for _, in := range []flows.Input{
					{What: flows.Text{Text: "Да"}},
					{What: flows.Text{Text: "Изпрати"}, ReplyTo: 80, ToBot: true},
					{What: flows.Edited{Text: "Друго"}},
					{What: flows.Attachment{Kind: flows.Document, Remote: "x", Name: "x.xlsx"}},
					{What: flows.Press{Data: "f:" + form + ":" + subject + ":q:=x"}},
					{What: flows.Press{Data: "f:" + form + ":" + subject + "::send"}},
				} {
					begin()
					rows := does(in)
					if said := words(rows) + o.toast; !strings.Contains(said, "администратор") {
						t.Errorf("%s: %T is answered with %q", form, in.What, said)
					}
				}
				if after := o.everything(); after != before {
					t.Errorf("%s: records changed:\n%s\n%s", form, before, after)
				}
			}
		})
	}
}
