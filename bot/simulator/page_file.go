package simulator

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
)

// upload sends a file; who sends it where, and how, stands in the address.
func (p *Page) upload(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	number := func(name string) int64 { n, _ := strconv.ParseInt(q.Get(name), 10, 64); return n }
	who, g, err := p.actor(number("who"), number("chat"))
	if err != nil {
		answer(w, nil, err)
		return
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpload))
	if err != nil || len(data) == 0 {
		answer(w, nil, errFileSize)
		return
	}
	kind, media := KindDocument, r.Header.Get("Content-Type")
	if _, f := photo(data); q.Get("kind") == KindPhoto && f == nil {
		kind, media = KindPhoto, "image/jpeg"
	}
	m := Message{Text: q.Get("text"), ReplyTo: int(number("reply"))}
	_, err = who.sendFileIn(g, kind, path.Base(q.Get("name")), media, int64(len(data)), data, m)
	answer(w, nil, err)
}

// media hands out a file. Pictures may be shown, everything else is only saved:
// what people upload never runs here.
func (p *Page) media(w http.ResponseWriter, r *http.Request) {
	p.s.mu.Lock()
	f := p.s.files[r.PathValue("id")]
	p.s.mu.Unlock()
	if f == nil || f.Data == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	switch kind := http.DetectContentType(f.Data); kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		h.Set("Content-Type", kind)
	default:
		h.Set("Content-Type", "application/octet-stream")
	}
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, max-age=3600")
	if r.URL.Query().Has("save") || h.Get("Content-Type") == "application/octet-stream" {
		h.Set("Content-Disposition", disposition(f))
	}
	_, _ = w.Write(f.Data)
}

// disposition has a file saved under its name.
func disposition(f *File) string {
	name := f.Name
	if name == "" {
		name = path.Base(f.path)
	}
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}

// voice is a voice message without a sound.
var voice = []byte("OggS voice")

// samplePicture is a photo for who has none at hand: a hill, and the sun.
func samplePicture() []byte {
	const width, height = 480, 320
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(150 + y/4), uint8(195 + y/8), 235, 255}
			dx, dy := x-360, y-90
			hill := height - 70 - (x-180)*(x-180)/-1400 - x/6
			switch {
			case dx*dx+dy*dy < 42*42:
				c = color.RGBA{255, 214, 90, 255}
			case y > hill:
				c = color.RGBA{uint8(70 + (y-hill)/4), 140, 80, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	_ = jpeg.Encode(&out, m, nil) // into memory
	return out.Bytes()
}
