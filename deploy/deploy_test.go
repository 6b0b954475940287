// Package deploy holds the units of the scheduler; its tests check that they are
// well formed and name flags that exist.
package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnitsVerify lets systemd-analyze read the units where it is installed. The
// program's path is made to exist, since verify looks for it.
func TestUnitsVerify(t *testing.T) {
	tool, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	dir := t.TempDir()
	var paths []string
	for _, name := range []string{"assay.service", "assay.timer", "assay-failed@.service"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("/usr/local/bin/assay", "/bin/true", "/usr/bin/logger", "/bin/true").Replace(string(data))
		path := filepath.Join(dir, strings.Replace(name, "@.", "@x.", 1))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "@") { // the timer's unit refers to the template
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		paths = append(paths, path)
	}
	cmd := exec.Command(tool, append([]string{"verify", "--man=no"}, paths...)...)
	cmd.Env = append(os.Environ(), "SYSTEMD_UNIT_PATH="+dir+":/lib/systemd/system:/usr/lib/systemd/system")
	out, err := cmd.CombinedOutput()
	for _, line := range strings.Split(string(out), "\n") {
		if strings.Contains(line, "assay") {
			t.Errorf("systemd-analyze: %s", line)
		}
	}
	if err != nil && !t.Failed() {
		t.Logf("systemd-analyze ended with %v, about nothing of ours:\n%s", err, out)
	}
}
