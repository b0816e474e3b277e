package storage

import (
	"bytes"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// records are the tables of the transaction, as conversations see them.
func (t *tx) records() *programme.Tx {
	return &programme.Tx{
		Now: t.now,
		Organisations: organisationTable{table[programme.OrganisationID, programme.Organisation]{
			tx: t, bucket: organisations,
			key:    func(id programme.OrganisationID) []byte { return be(uint64(id)) },
			parse:  func(k []byte) programme.OrganisationID { return programme.OrganisationID(number(k)) },
			loaded: func(id programme.OrganisationID, o *programme.Organisation) { o.ID = id },
		}},
		Invitations: table[string, programme.Invitation]{
			tx: t, bucket: invitations,
			key:   func(code string) []byte { return []byte(code) },
			parse: func(k []byte) string { return string(k) },
		},
		People: table[flows.PersonID, programme.Person]{
			tx: t, bucket: people, key: personKey,
			parse: func(k []byte) flows.PersonID { return flows.PersonID(number(k)) },
		},
		Memberships: membershipTable{table[programme.MembershipKey, programme.Membership]{
			tx: t, bucket: memberships,
			key: func(k programme.MembershipKey) []byte {
				return append(be(uint64(k.Person)), be(uint64(k.Organisation))...)
			},
			parse: parseMembership,
		}},
		Responses: table[programme.ResponseKey, programme.Response]{
			tx: t, bucket: responses,
			key:   responseKey,
			parse: parseResponse,
		},
		Files: fileTable{table[flows.FileID, programme.File]{
			tx: t, bucket: files,
			key:   func(id flows.FileID) []byte { return be(uint64(id)) },
			parse: func(k []byte) flows.FileID { return flows.FileID(number(k)) },
		}},
		Wordings: table[programme.WordingKey, programme.Wording]{
			tx: t, bucket: wordings,
			key: func(k programme.WordingKey) []byte { return []byte(k.Form + "\x00" + k.Question) },
			parse: func(k []byte) programme.WordingKey {
				form, question, _ := bytes.Cut(k, []byte{0})
				return programme.WordingKey{Form: string(form), Question: string(question)}
			},
		},
		Threads: table[programme.ThreadID, programme.Thread]{
			tx: t, bucket: threads,
			key:    func(id programme.ThreadID) []byte { return be(uint64(id)) },
			parse:  func(k []byte) programme.ThreadID { return programme.ThreadID(number(k)) },
			loaded: func(id programme.ThreadID, th *programme.Thread) { th.ID = id },
		},
		Missed: table[string, programme.Missed]{
			tx: t, bucket: missed,
			key:   func(what string) []byte { return []byte(what) },
			parse: func(k []byte) string { return string(k) },
		},
		Digests: table[string, programme.Digest]{
			tx: t, bucket: digests,
			key:   func(what string) []byte { return []byte(what) },
			parse: func(k []byte) string { return string(k) },
		},
		Events:        t.eventTable(),
		Registrations: t.registrations(),
		Calls: table[programme.CallKey, programme.Call]{
			tx: t, bucket: calls,
			key: func(k programme.CallKey) []byte { return append(be(uint64(k.Registration)), k.Why...) },
			parse: func(k []byte) programme.CallKey {
				return programme.CallKey{Registration: programme.RegistrationID(number(k[:8])), Why: programme.CallWhy(k[8:])}
			},
		},
		Certificates: table[uint64, programme.Certificate]{
			tx: t, bucket: certificates, key: be, parse: number,
			loaded: func(n uint64, c *programme.Certificate) { c.Number = n },
		},
		Ideas: table[programme.IdeaID, programme.Idea]{
			tx: t, bucket: ideas,
			key:    func(id programme.IdeaID) []byte { return be(uint64(id)) },
			parse:  func(k []byte) programme.IdeaID { return programme.IdeaID(number(k)) },
			loaded: func(id programme.IdeaID, i *programme.Idea) { i.ID = id },
		},
		Groups: table[programme.GroupID, programme.Group]{
			tx: t, bucket: groups,
			key:    func(id programme.GroupID) []byte { return be(uint64(id)) },
			parse:  func(k []byte) programme.GroupID { return programme.GroupID(number(k)) },
			loaded: func(id programme.GroupID, g *programme.Group) { g.ID = id },
		},
		Drafts: table[programme.DraftKey, programme.Draft]{
			tx: t, bucket: drafts,
			key: func(k programme.DraftKey) []byte { return append(personKey(k.Person), k.Form+"\x00"+k.Subject...) },
			parse: func(k []byte) programme.DraftKey {
				form, subject, _ := bytes.Cut(k[8:], []byte{0})
				return programme.DraftKey{Person: flows.PersonID(number(k[:8])), Form: string(form), Subject: string(subject)}
			},
		},
		Terms: table[string, programme.SurveyTerm]{
			tx: t, bucket: terms,
			key:   func(form string) []byte { return []byte(form) },
			parse: func(k []byte) string { return string(k) },
		},
		Outreach: table[programme.OutreachKey, programme.Outreach]{
			tx: t, bucket: outreach,
			key: func(k programme.OutreachKey) []byte { return append(be(uint64(k.Organisation)), k.Why...) },
			parse: func(k []byte) programme.OutreachKey {
				return programme.OutreachKey{Organisation: programme.OrganisationID(number(k[:8])), Why: programme.OutreachWhy(k[8:])}
			},
		},
		Rounds: table[string, programme.Round]{
			tx: t, bucket: rounds,
			key:   func(what string) []byte { return []byte(what) },
			parse: func(k []byte) string { return string(k) },
		},
		Broadcasts: table[programme.BroadcastID, programme.Broadcast]{
			tx: t, bucket: broadcasts,
			key:    func(id programme.BroadcastID) []byte { return be(uint64(id)) },
			parse:  func(k []byte) programme.BroadcastID { return programme.BroadcastID(number(k)) },
			loaded: func(id programme.BroadcastID, b *programme.Broadcast) { b.ID = id },
		},
		Recipients: t.recipients(),
		Unasked: table[flows.PersonID, programme.Unasked]{
			tx: t, bucket: unasked, key: personKey,
			parse: func(k []byte) flows.PersonID { return flows.PersonID(number(k)) },
		},
		Chats:      chatBook{t},
		Outbox:     outboxBook{t},
		Quarantine: asideBook{t},
		Sessions: sessionTable{table[flows.PersonID, flows.Session]{
			tx: t, bucket: sessions, key: personKey,
			parse: func(k []byte) flows.PersonID { return flows.PersonID(number(k)) },
		}},
		NewOrganisation: func() programme.OrganisationID { return programme.OrganisationID(t.next(organisations)) },
		NewFile:         func() flows.FileID { return flows.FileID(t.next(files)) },
		DropFile:        t.discardFile,
		NewThread:       func() programme.ThreadID { return programme.ThreadID(t.next(threads)) },
		NewRegistration: func() programme.RegistrationID { return programme.RegistrationID(t.next(registrations)) },
		NewCertificate:  func() uint64 { return t.next(certificates) },
		NewIdea:         func() programme.IdeaID { return programme.IdeaID(t.next(ideas)) },
		NewBroadcast:    func() programme.BroadcastID { return programme.BroadcastID(t.next(broadcasts)) },
		NewGroup:        func() programme.GroupID { return programme.GroupID(t.next(groups)) },
		AuditedFrom:     t.auditedFrom,
		Upcoming:        t.upcoming,
		Health:          t.health,
		Audited:         t.audited,
		Audit:           func(l programme.AuditLine) { t.putJSON(audit, be(t.next(audit)), l) },
	}
}

func personKey(id flows.PersonID) []byte { return be(uint64(id)) }

// responseKey is survey, zero, organisation, and the applicant where the answers
// are kept apart for one.
func responseKey(k programme.ResponseKey) []byte {
	key := append(append([]byte(k.Survey), 0), be(uint64(k.Organisation))...)
	if k.Applicant != 0 {
		key = append(key, personKey(k.Applicant)...)
	}
	return key
}

func parseResponse(k []byte) programme.ResponseKey {
	survey, ids, _ := bytes.Cut(k, []byte{0})
	key := programme.ResponseKey{Survey: string(survey)}
	if len(ids) >= 8 {
		key.Organisation = programme.OrganisationID(number(ids[:8]))
	}
	if len(ids) == 16 {
		key.Applicant = flows.PersonID(number(ids[8:]))
	}
	return key
}

func parseMembership(k []byte) programme.MembershipKey {
	if len(k) != 16 {
		return programme.MembershipKey{}
	}
	return programme.MembershipKey{Person: flows.PersonID(number(k[:8])), Organisation: programme.OrganisationID(number(k[8:]))}
}

// organisationTable is all organisations.
type organisationTable struct {
	table[programme.OrganisationID, programme.Organisation]
}

// Delete takes the organisation away, also from the questions that were asked for
// it: they are a person's, and stay.
func (o organisationTable) Delete(id programme.OrganisationID) {
	o.table.Delete(id)
	o.tx.deleteUnder(outreach, be(uint64(id)))
	asked := owned(threads, func(_ person, th programme.Thread) bool { return th.Organisation == id })
	for _, k := range asked(o.tx, person{}) {
		var th programme.Thread
		if o.tx.getJSON(threads, k, &th) {
			th.Organisation = 0
			o.tx.putJSON(threads, k, th)
		}
	}
}

// membershipTable keeps the index by organisation beside the table by person.
type membershipTable struct {
	table[programme.MembershipKey, programme.Membership]
}

// index is the key the other way round.
func index(k programme.MembershipKey) []byte {
	return append(be(uint64(k.Organisation)), be(uint64(k.Person))...)
}

// Put stores the membership, in both directions.
func (m membershipTable) Put(k programme.MembershipKey, v programme.Membership) {
	m.table.Put(k, v)
	m.tx.put(members, index(k), nil)
}

// Delete takes the membership away, in both directions.
func (m membershipTable) Delete(k programme.MembershipKey) {
	m.table.Delete(k)
	m.tx.delete(members, index(k))
}

// OfPerson lists whom the person speaks for.
func (m membershipTable) OfPerson(id flows.PersonID) []programme.MembershipKey {
	var out []programme.MembershipKey
	for _, k := range m.tx.under(memberships, personKey(id)) {
		out = append(out, parseMembership(k))
	}
	return out
}

// OfOrganisation lists who speaks for the organisation.
func (m membershipTable) OfOrganisation(id programme.OrganisationID) []programme.MembershipKey {
	var out []programme.MembershipKey
	for _, k := range m.tx.under(members, be(uint64(id))) {
		out = append(out, programme.MembershipKey{Person: flows.PersonID(number(k[8:])), Organisation: id})
	}
	return out
}

// sessionTable is where people stand, and what stands in their chats.
type sessionTable struct {
	table[flows.PersonID, flows.Session]
}

// Put stores where the person stands; nowhere is not stored.
func (s sessionTable) Put(id flows.PersonID, v flows.Session) { s.tx.putSession(id, &v) }

// Messages are those in the person's chat.
func (s sessionTable) Messages(id flows.PersonID) flows.Messages {
	return namesIn{s.tx, &flows.Turn{Input: flows.Input{Person: id}}, false}
}
