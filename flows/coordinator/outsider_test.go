package coordinator_test

import (
	"slices"
	"strings"
	"testing"

	"partnerbot/flows"
	"partnerbot/flows/coordinator"
	"partnerbot/flows/programme"
)

// What members may press and write; all the rest is for administrators.
var (
	readable = strings.Fields(`
		member show org stats lists list
		questions question close closed
		events event line door ratings
		mats mat
		calls call
		groups mixed
		ideas ideatowns idea icard ifield iway idiff isigns itrace ineed sittings sitting newday sitadd
		due
		health stuck aside see
		missing reach
		charts chartsof chart
		missing reach round
		orgs orgby orglife orghist
		survey svq svleft svterm
		casts cast castfresh castwho
		`)
	asked = strings.Fields(`
		help stats organisation questions events event calls groups ideas idea trace sittings
		due
		health
		missing
		organisations
		survey
		broadcast
		`)
)

// Whoever is not an administrator, or does not show that they are one, presses
// every button with every reference and writes every command: what acts is
// refused, politely, and nothing changes, nor does anything go to somebody.
func TestOutsiders(t *testing.T) {
	for _, who := range []struct {
		name string
		user int64
		role flows.Role
	}{
		{"member", 1002, flows.RoleMember},
		{"whose right is not known", 1003, flows.RoleUnknown},
		{"not in the group any more", 1004, flows.RoleNone},
		{"anonymous administrator", 0, flows.RoleMember},
	} {
		t.Run(who.name, func(t *testing.T) {
			o := newOffice(t)
			id := o.organisation(programme.Organisation{Name: "Сдружение „Дунав“", Kind: programme.NGO, Contact: programme.Contact{Name: "Ана", Phone: "+359888000111"}})
			fresh := o.organisation(programme.Organisation{Name: "Нова", Kind: programme.NGO, Standing: programme.Proposed})
			refused := o.organisation(programme.Organisation{Name: "Стара", Kind: programme.NGO, Standing: programme.Refused})
			keys := []programme.MembershipKey{
				o.member(2001, "Мария Иванова", id, programme.InForce), o.member(2002, "Петър Колев", id, programme.Proposed),
				o.member(2003, "Георги Петров", id, programme.Refused), o.member(2004, "Вяра Колева", fresh, programme.Proposed),
			}
			does := func(w flows.What) []flows.Row {
				return o.apply(flows.Update{ID: o.next(), Chat: groupChat, User: who.user, Callback: "c", Input: flows.Input{
					Name: "Някой", Message: 77, Role: who.role, What: w,
				}})
			}
			alone := func(w flows.What) []flows.Row {
				return o.apply(flows.Update{ID: o.next(), Chat: who.user, User: who.user, Callback: "c", Input: flows.Input{
					Private: true, Name: "Някой", Message: 77, Role: who.role, What: w,
				}})
			}
			before := o.everything()
			for verb, b := range coordinator.Buttons() {
				does := does
				if b.Private {
					if who.user == 0 {
						continue // nobody has no private chat
					}
					does = alone
				}
				for _, data := range buttonsWith(verb, b.Refs, keys, id, fresh, refused) {
					rows := does(flows.Press{Data: data})
					may := slices.Contains(readable, verb)
					if b.Acts == may {
						t.Errorf("%s: acts is %v", verb, b.Acts)
					}
					if b.Acts && (len(rows) > 0 || o.toast == "" || strings.Contains(o.toast, "вече не важи")) {
						t.Errorf("%s: %q, toast %q", data, words(rows), o.toast)
					}
					o.nothingPersonal(data, rows)
				}
			}
			for _, c := range coordinator.Commands() {
				if c.Acts == slices.Contains(asked, c.Name) {
					t.Errorf("/%s: acts is %v", c.Name, c.Acts)
				}
				for _, argument := range []string{"", "Дунав", "Мария", "Ана"} {
					rows := does(flows.Command{Name: c.Name, Argument: argument})
					if c.Acts && (len(rows) != 1 || !strings.Contains(words(rows), "администратор") && !strings.Contains(words(rows), "от своя профил")) {
						t.Errorf("/%s %s: %q", c.Name, argument, words(rows))
					}
					o.nothingPersonal("/"+c.Name+" "+argument, rows)
				}
			}
			if after := o.everything(); after != before {
				t.Errorf("records changed:\n%s\n%s", before, after)
			}
		})
	}
}

// buttonsWith is a button with each reference that it could carry.
func buttonsWith(verb string, refs int, keys []programme.MembershipKey, organisations ...programme.OrganisationID) []string {
	data := "g:" + verb
	if refs == 0 {
		return []string{data}
	}
	var out []string
	for _, k := range keys {
		first := []string{ref(uint64(k.Person)), ref(uint64(k.Organisation))}
		out = append(out, data+":"+strings.Join(slices.Repeat(first, refs)[:refs], ":"))
	}
	for _, o := range organisations {
		out = append(out, data+":"+strings.Join(slices.Repeat([]string{ref(uint64(o))}, refs), ":"))
	}
	return out
}

// nothingPersonal holds that the rows go to the group only, without a phone.
func (o *office) nothingPersonal(what string, rows []flows.Row) {
	o.t.Helper()
	if strings.Contains(words(rows), "888123456") || strings.Contains(words(rows), "888000111") {
		o.t.Errorf("%s gives a phone: %q", what, words(rows))
	}
	for _, r := range rows {
		if r.To() != flows.Group {
			o.t.Errorf("%s writes to %d: %q", what, r.To(), words([]flows.Row{r}))
		}
	}
}
