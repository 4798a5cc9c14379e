// Answers questions about Pod Security from the code that the API server runs: a question is a line of JSON, and so is
// its answer. With -bench, it reads an object with a list of pods and prints how many it evaluates per second.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// question asks for one thing: what this program is, the verdicts on a pod, or the policies of labels.
type question struct {
	About      bool              `json:"about"`
	Pod        json.RawMessage   `json:"pod"`
	Defaulting string            `json:"defaulting"`
	Versions   []string          `json:"versions"`
	Labels     map[string]string `json:"labels"`
	Defaults   *policies         `json:"defaults"`
}

func main() {
	bench := flag.Bool("bench", false, "measure instead of answering")
	flag.Parse()
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err == nil && *bench {
		err = measure(evaluator, os.Stdin, os.Stdout)
	} else if err == nil {
		err = serve(evaluator, os.Stdin, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(evaluator policy.Evaluator, in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			answer, err := answerTo(evaluator, line)
			if err != nil {
				answer = map[string]string{"error": err.Error()}
			}
			if err := answers.Encode(answer); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func answerTo(evaluator policy.Evaluator, line []byte) (any, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return nil, err
	}
	switch {
	case q.About:
		return about(), nil
	case q.Defaults != nil:
		return policiesOf(q.Labels, *q.Defaults)
	default:
		return verdictsOn(evaluator, q)
	}
}

// newestMinor is that of the newest version at which a check enters or changes.
func newestMinor() int {
	newest := api.MajorMinorVersion(1, 0)
	for _, check := range policy.DefaultChecks() {
		for _, version := range check.Versions {
			if newest.Older(version.MinimumVersion) {
				newest = version.MinimumVersion
			}
		}
	}
	return newest.Minor()
}
