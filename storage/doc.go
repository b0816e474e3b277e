// Package storage remembers: it is the only room that knows bbolt.
//
// Start with Apply (apply.go), the one transaction in which a batch of updates
// is answered and everything that follows from it is written: sessions and
// records (records.go, table.go), outgoing messages (outbox.go, depart.go, outcome.go), names of
// messages (names.go), of whom they speak (spoken.go), the due list and jobs (due.go), people of Telegram
// (chats.go). open.go opens the file, after recognise.go and pages.go have looked
// at it; schema.go says which version it has, check.go holds it against its own
// rules, backup.go copies it. quarantine.go puts aside what could not be applied,
// personal.go finds and erases what is held of a person, held.go shows it to them.
//
// Records are JSON; a stored form may gain fields, a stored field never changes
// its meaning. Numbers in keys are big-endian, eight bytes. The buckets, and
// whether they can hold something of a person:
//
//	bucket         key                      value                                   personal
//	meta           a word                   schema, offset, bot, group, last poll, last copy   no
//	organisations  organisation             programme.Organisation                  contact
//	invitations    code                     programme.Invitation                    no
//	people         person                   programme.Person                        yes
//	memberships    person organisation      programme.Membership                    internal numbers
//	members        organisation person      nothing: the index of memberships       internal numbers
//	responses      survey 0 organisation    programme.Response                      free texts
//	                 [applicant]            … answers kept apart                    free texts
//	threads        thread                   programme.Thread                        yes
//	files          file                     programme.File                          yes
//	chunks         file part                bytes, 256 KiB each                     yes
//	wordings       form 0 question          programme.Wording                       no
//	audit          sequence                 programme.AuditLine                     internal numbers
//	chats          person                   Telegram's number, language, reachable  yes
//	telegram       Telegram's number        person: the index of chats              yes
//	sessions       person                   flows.Session                           a pending reading
//	outbox         person row               flows.Row                               yes
//	keys           key of a message         until when it counts, seconds           internal numbers
//	names          person name              Telegram's number of the message        no
//	numbers        person number            the message's name                      no
//	due            second 0 key             flows.Schedule                          internal numbers
//	duekeys        key                      second: the index of due                internal numbers
//	jobs           sequence                 flows.Job                               internal numbers
//	quarantine     sequence                 what could not be applied, raw          yes
//	seen           update                   when, seconds                           no
//	spoken         person number            mention: of whom the message speaks     internal numbers
//	missed         a word                   programme.Missed: for the coordinators      internal numbers
//	events         code                     programme.Event                         no
//	registrations  registration             programme.Registration                  yes
//	registered     event 0 registration     nothing: the index by event             internal numbers
//	holders        person registration      the event: the index by who answers     internal numbers
//	calls          registration why         programme.Call                          internal numbers
//	certificates   number                   programme.Certificate                   yes
//	unasked        person                   programme.Unasked                       internal numbers
//	ideas          idea                     programme.Idea                          free texts
//	groups         group                    programme.Group                         internal numbers
//	broadcasts     broadcast                programme.Broadcast                     words of coordinators
//	recipients     broadcast person         programme.Recipient                     internal numbers
//	reaching       broadcast state 0 person nothing: the index by state             internal numbers
//	drafts         person form 0 subject    programme.Draft: of a coordinator       yes
//	terms          form                     programme.SurveyTerm                    internal numbers
//	outreach       organisation why         programme.Outreach                      internal numbers
//	rounds         a word                   programme.Round                         internal numbers
//	digests        a word                   programme.Digest: the last one           no
//	strangers      Telegram's number        when seen, seconds, administrator       no: groups
//
// Telegram's number of a person stands in chats and its index, nowhere else.
package storage
