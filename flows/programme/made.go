package programme

import (
	"encoding/json"

	"partnerbot/flows"
)

// MakeFile has a job of the kind make a document for who the turn is of. It returns
// the job's Ref, which names the file that the worker fills.
func MakeFile(tx *Tx, t *flows.Turn, kind, name, mime string) string {
	return MakeFileOf(tx, t, kind, name, mime, nil)
}

// MakeFileOf does so of what the input says, which the job gets as JSON; nil: nothing.
func MakeFileOf(tx *Tx, t *flows.Turn, kind, name, mime string, input any) string {
	return makeFile(tx, t, t.Person, kind, name, mime, input)
}

func makeFile(tx *Tx, t *flows.Turn, person flows.PersonID, kind, name, mime string, input any) string {
	id := tx.NewFile()
	tx.Files.Put(id, File{Kind: flows.Document, Name: name, MIME: mime, By: person, At: t.At})
	work := flows.Work{Kind: kind, Ref: id.String()}
	if input != nil {
		work.Input, _ = json.Marshal(input) // plain numbers and words: nothing in it can fail
	}
	t.Do(work)
	return id.String()
}

// CalendarJob is the kind of the job that makes a calendar file of events; its Ref is
// the file's number, its Input the events' codes.
const CalendarJob = "ics"

// MakeCalendar has a calendar file of the events made and sent to the person, who
// need not be who the turn is of. A file of an event that has changed since takes the
// old one's place in their calendar.
func MakeCalendar(tx *Tx, t *flows.Turn, person flows.PersonID, name string, codes ...string) {
	if person != 0 && len(codes) > 0 {
		makeFile(tx, t, person, CalendarJob, name, "text/calendar", codes)
	}
}

// FileOfJob returns the file that a job names; false when it is gone, because whose
// it was has been erased meanwhile.
func FileOfJob(tx *Tx, ref string) (flows.FileID, File, bool) {
	id, err := flows.ParseFileID(ref)
	if err != nil {
		return 0, File{}, false
	}
	f, ok := tx.Files.Get(id)
	return id, f, ok
}

// FileMade writes down that the file is there, of so many bytes, and returns it to
// be sent.
func FileMade(tx *Tx, id flows.FileID, f File, size int64) *flows.OutgoingFile {
	f.Kept, f.Size = true, size
	tx.Files.Put(id, f)
	return &flows.OutgoingFile{ID: id, Name: f.Name}
}
