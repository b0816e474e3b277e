package storage

import (
	"bytes"
	"slices"
	"strconv"

	"partnerbot/flows"
	"partnerbot/flows/programme"
)

// person is somebody as the buckets may hold them.
type person struct {
	id       flows.PersonID
	telegram int64
	record   programme.Person
}

// personal says of a bucket how something of a person is found in it and erased.
// A bucket that can hold nothing of a person says why.
type personal struct {
	nothing string
	keys    func(*tx, person) [][]byte
	erase   func(*tx, person, []byte)     // nil: the record goes
	theirs  func(*tx, person, []byte) any // what of the record they may read; nil: the whole
}

// personalIn has an entry for each bucket; a test holds it against bucketNames.
func personalIn() [bucketCount]personal {
	return [bucketCount]personal{
		meta:          {nothing: "counters and the bot's own names"},
		organisations: {keys: contacts, erase: eraseContact},
		invitations:   {nothing: "codes of organisations"},
		people:        {keys: ownRecord(people)},
		memberships:   {keys: ownUnder(memberships), erase: eraseMembership},
		members:       {nothing: "the index of memberships, erased with them"},
		responses:     {keys: ownAnswers, erase: eraseAnswers, theirs: onlyOwn},
		files:         {keys: ownFiles, erase: eraseFile},
		chunks:        {nothing: "bytes of files, erased with them"},
		wordings:      {nothing: "questions of the configuration"},
		audit:         {nothing: "internal numbers and codes only; stays whole"},
		chats:         {keys: ownRecord(chats), erase: keep},
		telegram:      {nothing: "the index of chats, erased with them"},
		sessions:      {keys: ownRecord(sessions)},
		outbox:        {keys: ownRows, erase: eraseRow},
		outKeys:       {nothing: "internal numbers"},
		names:         {keys: ownUnder(names), erase: keep},
		numbers:       {keys: ownUnder(numbers), erase: keep},
		due:           {keys: ownDue, erase: eraseDue},
		dueKeys:       {nothing: "the index of due, erased with it"},
		jobs:          {keys: ownJobs},
		quarantine:    {keys: ownQuarantine},
		seen:          {nothing: "numbers of updates"},
		threads:       {keys: ownThreads},
		spoken:        {nothing: "internal numbers; the words of those messages are taken back, see mention"},
		missed:        {keys: ownMissed},
		strangers:     {nothing: "groups, not people"},
		events:        {nothing: "events; the contact person is of the configuration"},
		registrations: {keys: ownRegistrations, erase: eraseRegistration, theirs: ownSeat},
		registered:    {nothing: "the index of registrations by event"},
		holders:       {nothing: "the index of registrations by who answers, erased with them"},
		calls:         {nothing: "internal numbers"},
		certificates:  {keys: ownCertificates, erase: eraseCertificate},
		unasked:       {keys: ownRecord(unasked)},
		ideas:         {keys: ownIdeas, erase: eraseIdea, theirs: ownIdea},
		digests:       {nothing: "counts"},
		groups:        {nothing: "internal numbers"},
		broadcasts:    {keys: ownBroadcasts, erase: eraseBroadcast, theirs: ownBroadcast},
		recipients:    {keys: ownRecipients, erase: eraseRecipient},
		reaching:      {nothing: "the index of recipients by state, erased with them"},
		drafts:        {keys: ownUnder(drafts)},
		terms:         {nothing: "internal numbers"},
		outreach:      {nothing: "internal numbers"},
		rounds:        {nothing: "counts of people, and the coordinator's internal number"},
	}
}

func (t *tx) person(id flows.PersonID) person {
	c, _ := t.chat(id)
	who := person{id: id, telegram: c.Telegram}
	t.getJSON(people, personKey(id), &who.record)
	return who
}

// erase removes everything of the person, but for the chat itself.
func (t *tx) erase(id flows.PersonID) programme.Erased {
	who := t.person(id)
	t.erased = append(t.erased, id)
	var count programme.Erased
	for b, p := range personalIn() {
		if p.keys == nil {
			continue
		}
		for _, key := range p.keys(t, who) {
			switch bucket(b) {
			case files:
				count.Files++
			case threads:
				count.Threads++
			case outbox:
				count.Messages++
			case quarantine:
				count.Updates++
			}
			if p.erase != nil {
				p.erase(t, who, key)
			} else {
				t.delete(bucket(b), key)
			}
		}
	}
	return count
}

func ownRecord(b bucket) func(*tx, person) [][]byte {
	return func(t *tx, who person) [][]byte {
		if !t.has(b, personKey(who.id)) {
			return nil
		}
		return [][]byte{personKey(who.id)}
	}
}

func ownUnder(b bucket) func(*tx, person) [][]byte {
	return func(t *tx, who person) [][]byte { return t.under(b, personKey(who.id)) }
}

// owned lists the keys of the records that are the person's.
func owned[V any](b bucket, theirs func(person, V) bool) func(*tx, person) [][]byte {
	return func(t *tx, who person) [][]byte {
		var keys [][]byte
		each(t, b, func(k []byte, v V) {
			if theirs(who, v) {
				keys = append(keys, bytes.Clone(k))
			}
		})
		return keys
	}
}

var (
	ownFiles   = owned(files, func(who person, f programme.File) bool { return f.By == who.id })
	ownThreads = owned(threads, func(who person, th programme.Thread) bool { return th.Person == who.id })
	ownDue     = owned(due, func(who person, s flows.Schedule) bool { return s.Person == who.id })
	ownMissed  = owned(missed, func(who person, m programme.Missed) bool { return m.Person == who.id && who.id != flows.Group })
	ownJobs    = owned(jobs, func(who person, j flows.Job) bool { return j.Person == who.id && who.id != flows.Group })
	ownRows    = owned(outbox, func(who person, r flows.Row) bool { return r.To() == who.id || mentionIn(r).of(who.id) })

	ownQuarantine = owned(quarantine, func(who person, q quarantined) bool {
		return q.Person == who.id || who.telegram != 0 && bytes.Contains(q.Raw, []byte(strconv.FormatInt(who.telegram, 10)))
	})

	// contacts are the organisations that name the person as whom to turn to.
	// Whatever they were called before counts, too, and what stands beside the name.
	contacts = owned(organisations, func(who person, o programme.Organisation) bool {
		return who.record.IsContact(o.Contact)
	})
)

func eraseContact(t *tx, _ person, key []byte) {
	var o programme.Organisation
	if t.getJSON(organisations, key, &o) {
		o.Contact = programme.Contact{}
		t.putJSON(organisations, key, o)
	}
}

func eraseMembership(t *tx, _ person, key []byte) {
	m := parseMembership(key)
	membershipTable{table[programme.MembershipKey, programme.Membership]{
		tx: t, bucket: memberships, key: func(programme.MembershipKey) []byte { return key },
	}}.Delete(m)
}

func eraseFile(t *tx, _ person, key []byte) {
	t.delete(files, key)
	t.deleteUnder(chunks, key)
}

func eraseRow(t *tx, _ person, key []byte) {
	if r, ok := t.row(flows.PersonID(number(key[:8])), number(key[8:])); ok {
		t.dropRow(r)
	}
}

// keep leaves the chat to chatBook.Forget, and until it goes the names of messages:
// they hold codes only, and the last messages can still be changed by them.
func keep(*tx, person, []byte) {}

func eraseDue(t *tx, _ person, key []byte) { t.cancel(string(key[9:])) }

// ownAnswers are the responses in which the person wrote or to which they sent a
// file, and what was kept apart for them.
func ownAnswers(t *tx, who person) [][]byte {
	var keys [][]byte
	each(t, responses, func(k []byte, r programme.Response) {
		if parseResponse(k).Applicant == who.id || t.wroteIn(r, who) {
			keys = append(keys, bytes.Clone(k))
		}
	})
	return keys
}

// named reports whether the words name the person.
func (p person) named(words string) bool {
	return words != "" && p.record.Traces().BlotOut(words) != words
}

func (t *tx) wroteIn(r programme.Response, who person) bool {
	if r.SentBy == who.id || r.Typist == who.id || who.named(r.Respondent) {
		return true
	}
	for _, a := range r.Answers {
		if t.gave(a, who) {
			return true
		}
	}
	return false
}

// gave reports whether the answer, or one before it, is the person's, or a file of
// it: what somebody adds to a colleague's answer and has not finished is theirs,
// though the answer is not.
func (t *tx) gave(a flows.Answer, who person) bool {
	wrote := func(past flows.Past) bool { return past.By == who.id || past.Typist == who.id }
	wroteDown := func(w flows.Written) bool { return w.By == who.id }
	sent := func(id flows.FileID) bool {
		var f programme.File
		return t.getJSON(files, be(uint64(id)), &f) && f.By == who.id
	}
	added := func(it flows.Item) bool { return it.By == who.id }
	return a.By == who.id || a.Typist == who.id || slices.ContainsFunc(a.Written, wroteDown) || slices.ContainsFunc(a.History, wrote) || slices.ContainsFunc(a.AllItems(), added) || slices.ContainsFunc(filesOf(a), sent)
}

// eraseAnswers keeps the organisation's answers without who gave them: without
// their number, name, phone and files. What was kept apart for them goes.
func eraseAnswers(t *tx, who person, key []byte) {
	if parseResponse(key).Applicant == who.id {
		t.delete(responses, key)
		return
	}
	var r programme.Response
	if !t.getJSON(responses, key, &r) {
		return
	}
	if r.SentBy == who.id {
		r.SentBy = 0
	}
	if r.Typist == who.id {
		r.Typist = 0
	}
	if r.Accepted.By == who.id {
		r.Accepted.By = 0
	}
	if who.named(r.Respondent) {
		r.Respondent = ""
	}
	for code, a := range r.Answers {
		r.Answers[code] = t.withoutPerson(a, who)
	}
	t.putJSON(responses, key, r)
}

func (t *tx) withoutPerson(a flows.Answer, who person) flows.Answer {
	if !t.gave(a, who) {
		return a
	}
	// What a colleague made of it may still hold their words and files.
	for i := range a.History {
		past := &a.History[i]
		if past.By == who.id {
			past.By = 0
		}
		if past.Typist == who.id {
			past.Typist = 0
		}
		past.Value = t.valueWithout(past.Value, who)
	}
	a.ForgetMessages()
	a.Attach, a.Value = t.filesWithout(a.Attach, who), t.valueWithout(a.Value, who)
	if a.By == who.id {
		a.By = 0
	}
	if a.Typist == who.id {
		a.Typist = 0
	}
	a.Written = slices.DeleteFunc(a.Written, func(w flows.Written) bool { return !slices.Contains(a.Attach, w.File) })
	for i := range a.Written {
		if a.Written[i].By == who.id {
			a.Written[i].By = 0
		}
	}
	if a.Draft != nil {
		draft := t.valueWithout(*a.Draft, who)
		a.Draft = &draft
	}
	return a
}

func (t *tx) valueWithout(v flows.Value, who person) flows.Value {
	if v.Text != "" {
		v.Text = who.record.Traces().BlotOut(v.Text)
	}
	for i := range v.Items {
		it := &v.Items[i]
		it.Text = who.record.Traces().BlotOut(it.Text)
		if it.By == who.id {
			it.By, it.Message = 0, 0
		}
	}
	if len(v.Files) > 0 {
		if v.Files = t.filesWithout(v.Files, who); len(v.Files) == 0 {
			v.None = flows.Erasure
		}
	}
	return v
}

// filesWithout drops the person's files. They are gone already, or about to go.
func (t *tx) filesWithout(ids []flows.FileID, who person) []flows.FileID {
	var left []flows.FileID
	for _, id := range ids {
		var f programme.File
		if t.getJSON(files, be(uint64(id)), &f) && f.By != who.id {
			left = append(left, id)
		}
	}
	return left
}
