package simulator

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // photos may be sent in these formats
	_ "image/jpeg"
	_ "image/png"
	"strings"
)

// maxPhoto is Telegram's limit for photos that bots send, in bytes.
const maxPhoto = 10 << 20

// sendFile makes the method that sends files of a kind.
func sendFile(kind string) handler {
	return func(s *Server, q *query, out []byte) ([]byte, *refusal) { return s.sendFile(q, out, kind) }
}

func (s *Server) sendFile(q *query, out []byte, kind string) ([]byte, *refusal) {
	text, es, f := caption(q)
	if f != nil {
		return out, f
	}
	file, f := s.input(q, kind)
	if f != nil {
		return out, f
	}
	return s.send(q, out, Message{Kind: kind, File: file, Text: text, Entities: es, caption: true})
}

// input finds the file: in the request itself, under attach://name, or one that
// Telegram has, by its id. Addresses of other servers are not fetched here.
func (s *Server) input(q *query, kind string) (*File, *refusal) {
	up, value := q.file(kind), q.text(kind)
	if name, ok := strings.CutPrefix(value, "attach://"); ok {
		up = q.file(name)
	}
	if up == nil {
		return s.known(q, value, kind)
	}
	size := int64(len(up.data))
	switch {
	case size == 0:
		return nil, bad("file must be non-empty")
	case size > maxUpload:
		return nil, &refusal{code: 413, text: "Request Entity Too Large"}
	}
	var shape image.Config
	if kind == KindPhoto {
		var f *refusal
		if shape, f = photo(up.data); f != nil {
			return nil, f
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	file := s.newFile(kind, up.name, up.mime, size, up.data)
	file.Width, file.Height = shape.Width, shape.Height
	return file, nil
}

// fileTypes are Telegram's own names of the kinds (FileType.cpp).
var fileTypes = map[string]string{
	KindDocument: "Document", KindPhoto: "Photo", KindVoice: "VoiceNote", KindAudio: "Audio", KindVideo: "Video",
	KindAnimation: "Animation", KindVideoNote: "VideoNote", KindSticker: "Sticker",
}

// known is a file that Telegram has. A photo is never anything else, nor anything
// else a photo (FileManager.cpp); other files may change their kind, which here
// is taken for a mistake.
func (s *Server) known(q *query, value, kind string) (*File, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := s.files[value]
	switch {
	case value == "":
		return nil, bad("there is no " + kind + " in the request")
	case isURL(value):
		return nil, bad("failed to get HTTP URL content")
	case file == nil:
		return nil, bad("wrong remote file identifier specified: Wrong character in the string")
	case file.kind == kind:
	case file.kind == KindPhoto || kind == KindPhoto:
		return nil, bad("can't use file of type " + fileTypes[file.kind] + " as " + fileTypes[kind])
	default:
		q.violate("a " + file.kind + " is sent as " + kind)
	}
	return file, nil
}

func photo(data []byte) (image.Config, *refusal) {
	if len(data) > maxPhoto {
		return image.Config{}, bad(fmt.Sprintf("file of size %d bytes is too big for a photo; the maximum size is %d bytes", len(data), maxPhoto))
	}
	shape, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return shape, bad("IMAGE_PROCESS_FAILED")
	}
	w, h := shape.Width, shape.Height
	if w+h > 10_000 || w > 20*h || h > 20*w {
		return shape, bad("PHOTO_INVALID_DIMENSIONS")
	}
	return shape, nil
}
