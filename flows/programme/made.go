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
	person := t.Person
	return makeFile(tx, t, File{Kind: flows.Document, Name: name, MIME: mime, By: person}, flows.Work{Kind: kind, Shown: &person}, input)
}

// MakePicture has a job of the kind make a picture that is shown in the group, PNG. False:
// one with the name is on its way there already.
func MakePicture(tx *Tx, t *flows.Turn, kind, name string, input any) bool {
	for _, f := range tx.Files.All() {
		if f.Kind == flows.Photo && f.Name == name && f.Remote == "" {
			return false
		}
	}
	group := flows.Group
	makeFile(tx, t, File{Kind: flows.Photo, Name: name, MIME: "image/png", By: t.Person}, flows.Work{Kind: kind, Shown: &group}, input)
	return true
}

func makeFile(tx *Tx, t *flows.Turn, f File, work flows.Work, input any) string {
	id := tx.NewFile()
	f.At = t.At
	tx.Files.Put(id, f)
	work.Ref = id.String()
	if input != nil {
		work.Input, _ = json.Marshal(input) // plain numbers and words: nothing in it can fail
	}
	t.Do(work)
	return work.Ref
}

// CalendarJob is the kind of the job that makes a calendar file of events; its Ref is
// the file's number, its Input the events' codes.
const CalendarJob = "ics"

// MakeCalendar has a calendar file of the events made and sent to the person, who
// need not be who the turn is of. A file of an event that has changed since takes the
// old one's place in their calendar.
func MakeCalendar(tx *Tx, t *flows.Turn, person flows.PersonID, name string, codes ...string) {
	if person != 0 && len(codes) > 0 {
		makeFile(tx, t, File{Kind: flows.Document, Name: name, MIME: "text/calendar", By: person}, flows.Work{Kind: CalendarJob}, codes)
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
	out := &flows.OutgoingFile{ID: id, Name: f.Name}
	if f.Kind == flows.Photo {
		out.Kind = flows.Photo
	}
	return out
}
