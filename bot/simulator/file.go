package simulator

import (
	"fmt"
	"net/http"
	"path"
	"strconv"
	"time"
)

// maxDownload is Telegram's limit for files that bots fetch, in bytes (Client.h:
// MAX_DOWNLOAD_FILE_SIZE).
const maxDownload = 20 << 20

// linkLife is how long a file_path is good for; Telegram promises an hour.
const linkLife = time.Hour

// File is a file in a chat. Data is nil where only a size was made up.
type File struct {
	ID            string
	Name, MIME    string
	Size          int64
	Data          []byte
	Width, Height int // of photos and stickers, in pixels

	kind   string
	unique string
	path   string
}

type issuedPath struct {
	file  *File
	until time.Time
}

// newFile keeps a file. It is called with the lock held.
func (s *Server) newFile(kind, name, mime string, size int64, data []byte) *File {
	s.lastFile++
	n := strconv.Itoa(s.lastFile)
	dir, ext := kind+"s", path.Ext(name)
	switch kind {
	case KindVoice:
		dir, ext = "voice", ".oga"
	case KindPhoto:
		ext = ".jpg"
	case KindSticker:
		ext = ".webp"
	case KindAudio:
		dir = "music"
	}
	f := &File{
		ID: "BQACAgIAAxkBAAI" + n + "_" + kind, kind: kind, unique: "AgAD" + n, path: dir + "/file_" + n + ext,
		Name: name, MIME: mime, Size: size, Data: data,
	}
	s.files[f.ID] = f
	return f
}

func getFile(s *Server, q *query, out []byte) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[q.text("file_id")]
	switch {
	case f == nil:
		return out, bad("invalid file_id")
	case f.Size > maxDownload:
		return out, bad("file is too big")
	}
	s.paths[f.path] = issuedPath{f, s.opts.Now().Add(linkLife)}
	s.accept(q, Call{File: f})
	out = append(out, `{"file_id":`...)
	out = appendString(out, f.ID)
	out = appendText(out, "file_unique_id", f.unique)
	out = appendInt(out, "file_size", f.Size)
	out = appendText(out, "file_path", f.path)
	return append(out, '}'), nil
}

// serveFile answers /file/bot<token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, path string) {
	s.mu.Lock()
	p, ok := s.paths[path]
	late := s.opts.Now().After(p.until)
	s.counts["file"]++
	s.mu.Unlock()
	if !ok || late {
		writeRefusal(w, &refusal{code: 404, text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(p.file.Size, 10))
	if p.file.Data != nil {
		_, _ = w.Write(p.file.Data)
		return
	}
	zeros := make([]byte, 64<<10)
	for left := p.file.Size; left > 0; {
		n, err := w.Write(zeros[:min(left, int64(len(zeros)))])
		if err != nil {
			return
		}
		left -= int64(n)
	}
}

func (f *File) appendTo(b []byte, kind string) []byte {
	b = append(b, ',', '"')
	b = append(b, kind...)
	b = append(b, '"', ':')
	if kind == KindPhoto {
		b = append(b, '[')
	}
	b = append(b, `{"file_id":`...)
	b = appendString(b, f.ID)
	b = appendText(b, "file_unique_id", f.unique)
	b = appendInt(b, "file_size", f.Size)
	switch kind {
	case KindPhoto:
		b = fmt.Appendf(b, `,"width":%d,"height":%d}]`, f.Width, f.Height)
		return b
	case KindSticker:
		b = fmt.Appendf(b, `,"type":"regular","width":%d,"height":%d,"is_animated":false,"is_video":false,"emoji":"👍"`, f.Width, f.Height)
	case KindVoice:
		b = append(b, `,"duration":3`...)
		b = appendText(b, "mime_type", f.MIME)
	case KindVideoNote:
		b = append(b, `,"length":240,"duration":3`...)
	default:
		switch kind {
		case KindAudio:
			b = append(b, `,"duration":3`...)
		case KindVideo, KindAnimation:
			b = fmt.Appendf(b, `,"width":%d,"height":%d,"duration":3`, f.Width, f.Height)
		}
		b = appendText(b, "file_name", f.Name)
		b = appendText(b, "mime_type", f.MIME)
	}
	return append(b, '}')
}
