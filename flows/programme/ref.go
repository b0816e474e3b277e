package programme

import "strconv"

// How buttons, keys of the due list and audit lines name a record: its number, in base
// 36.

func refOf[ID ~uint64](id ID) string { return strconv.FormatUint(uint64(id), 36) }

// idOf reads what refOf gives; no record has the number 0.
func idOf[ID ~uint64](ref string) (ID, bool) {
	id, err := strconv.ParseUint(ref, 36, 64)
	return ID(id), err == nil && id != 0
}
