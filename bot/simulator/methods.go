package simulator

import "strings"

// handler answers one request: it appends the result as JSON to out. It takes
// the server's lock itself, so that parsing stays outside.
type handler func(s *Server, q *query, out []byte) ([]byte, *refusal)

// endpoint is a method with what answers it.
type endpoint struct {
	spec
	serve handler
}

func endpoints() map[string]*endpoint {
	handlers := map[string]handler{
		"getMe":                  getMe,
		"getUpdates":             getUpdates,
		"deleteWebhook":          deleteWebhook,
		"sendMessage":            sendMessage,
		"sendDocument":           sendFile(KindDocument),
		"sendPhoto":              sendFile(KindPhoto),
		"sendVoice":              sendFile(KindVoice),
		"sendAudio":              sendFile(KindAudio),
		"sendVideo":              sendFile(KindVideo),
		"sendAnimation":          sendFile(KindAnimation),
		"sendVideoNote":          sendFile(KindVideoNote),
		"sendLocation":           sendLocation,
		"sendVenue":              sendVenue,
		"sendChatAction":         sendChatAction,
		"copyMessage":            copyMessage,
		"editMessageText":        editMessageText,
		"editMessageCaption":     editMessageCaption,
		"editMessageReplyMarkup": editMessageReplyMarkup,
		"deleteMessage":          deleteMessage,
		"answerCallbackQuery":    answerCallbackQuery,
		"getFile":                getFile,
		"getChat":                getChat,
		"getChatAdministrators":  getChatAdministrators,
		"getChatMember":          getChatMember,
		"leaveChat":              leaveChat,
		"setMyCommands":          setMyCommands,
		"getMyCommands":          getMyCommands,
		"deleteMyCommands":       deleteMyCommands,
		"setMyDescription":       setMyDescription,
		"getMyDescription":       getMyDescription,
		"setMyShortDescription":  setMyShortDescription,
		"getMyShortDescription":  getMyShortDescription,
	}
	all := make(map[string]*endpoint, len(methodTable))
	for _, m := range methodTable {
		all[strings.ToLower(m.name)] = &endpoint{m, handlers[m.name]}
	}
	return all
}

func (s *spec) field(name string) *field {
	for i := range s.fields {
		if s.fields[i].name == name {
			return &s.fields[i]
		}
	}
	return nil
}

// updateKinds are the names that allowed_updates may hold.
func updateKinds() map[string]bool {
	kinds := map[string]bool{}
	for _, t := range typeTable {
		if t.name == "Update" {
			for _, f := range t.fields[1:] {
				kinds[f.name] = true
			}
		}
	}
	return kinds
}
