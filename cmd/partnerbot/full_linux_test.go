package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"partnerbot/bot/simulator"
	"partnerbot/storage"
)

const insideFull = "PARTNERBOT_TEST_FULL"

// Whoever's disk is full is told so, whatever was to be written. It is tried in a
// process of its own, on a small file system of its own, where the kernel lets
// everybody mount one.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFullDiskInside$", "-test.v")
	cmd.Env = append(os.Environ(), insideFull+"="+t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if len(out) == 0 && err != nil {
		t.Skip("the kernel gives no namespace: ", err)
	}
	if _, why, skipped := strings.Cut(string(out), "--- SKIP"); skipped {
		t.Skip(why)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS: TestFullDiskInside") {
		t.Fatalf("%v\n%s", err, out)
	}
}

// TestFullDiskInside is the other process.
func TestFullDiskInside(t *testing.T) {
	disk := os.Getenv(insideFull)
	if disk == "" {
		t.Skip("runs within TestFullDisk only")
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("the kernel mounts nothing for us: ", err)
	}
	dir := t.TempDir()
	config := writeConfig(t, dir, simulator.DefaultToken, "http://127.0.0.1:1")
	register := filepath.Join(dir, "register.csv")
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(register, "Име\nДунав\n")
	said(t, exitOK, "organisations", "import", register, "--config", config)
	store, err := storage.Open(filepath.Join(dir, "partnerbot.db"), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.SetIdentity(1, "partnerbot"); err != nil { // links asks nobody then
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(disk, "filler"), make([]byte, 2<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	full := filepath.Join(dir, "full.toml") // has its database there
	content, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	write(full, strings.Replace(string(content), `"partnerbot.db"`, `"`+disk+`/full.db"`, 1))
	for _, c := range []struct {
		noRoomFor string
		args      []string
	}{
		{disk + "/config.toml", []string{"init", disk}},
		{disk + "/a.csv", []string{"survey", "--config", config, "--out", disk + "/a.csv"}},
		{"таблицата", []string{"survey", "--config", config}},
		{disk + "/b.csv", []string{"organisations", "links", "--config", config, "--out", disk + "/b.csv"}},
		{disk + "/c.db", []string{"backup", "--config", config, "--out", disk + "/c.db"}},
		{disk + "/full.db", []string{"organisations", "import", register, "--config", full}},
		{disk + "/full.db", []string{"run", "--config", full}},
	} {
		got := said(t, exitFailure, c.args...)
		if !strings.HasPrefix(got, "Дискът е пълен и няма място за "+c.noRoomFor+". Освободете място и опитайте пак.") {
			t.Errorf("%s says:\n%s", c.args, got)
		}
	}
	// Not even a name has room.
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT, "nr_inodes=2"); err != nil {
		t.Fatal(err)
	}
	if got, want := said(t, exitFailure, "init", disk+"/new"), "няма място за "+disk+"/new."; !strings.Contains(got, want) {
		t.Errorf("init says:\n%s", got)
	}
	if got, want := said(t, exitFailure, "run", "--config", full), "дискът, на който е папката "+disk+", е пълен."; !strings.Contains(got, want) {
		t.Errorf("run says:\n%s", got)
	}
	left, err := os.ReadDir(disk)
	if err != nil || len(left) != 1 {
		t.Errorf("%v, error %v", left, err)
	}
}

// said runs a command, the screen being as full as the disk, and returns what it
// says of errors, in one line.
func said(t *testing.T, code int, args ...string) string {
	t.Helper()
	screen, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close()
	var errors strings.Builder
	env := environment{
		Context: t.Context(), out: screen, errors: &errors, now: time.Now,
		getenv: func(name string) string { return map[string]string{"LANG": "bg_BG.UTF-8"}[name] },
	}
	if got := run(env, args); got != code {
		t.Errorf("%s: exit code %d, want %d", args, got, code)
	}
	return strings.Join(strings.Fields(errors.String()), " ")
}
