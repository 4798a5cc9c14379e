// Answers questions about requests from the code that the API server runs: a question is a line of JSON, and so is its
// answer.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"k8s.io/apiserver/pkg/apis/audit"
	"k8s.io/klog/v2"
)

// question holds the raw text of a request, and asks what it is about, how it is audited, or whom it impersonates.
type question struct {
	Raw       string        `json:"raw"`
	Requester userInfo      `json:"requester"`
	Policy    *audit.Policy `json:"policy"`
	// Of each hundred checks, so many are allowed.
	Allowed *uint32 `json:"allowed"`
	Seed    uint32  `json:"seed"`
}

type userInfo struct {
	Name   string              `json:"name"`
	UID    string              `json:"uid"`
	Groups []string            `json:"groups"`
	Extra  map[string][]string `json:"extra"`
}

func main() {
	silence()
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// silence keeps the library from logging each request that it cannot read.
func silence() {
	var flags flag.FlagSet
	klog.InitFlags(&flags)
	for name, value := range map[string]string{"logtostderr": "false", "stderrthreshold": "FATAL"} {
		if err := flags.Set(name, value); err != nil {
			panic(err)
		}
	}
	klog.SetOutput(io.Discard)
}

func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			answer, err := answerTo(line)
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

func answerTo(line []byte) (any, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return nil, err
	}
	switch {
	case q.Policy != nil:
		return auditedBy(q)
	case q.Allowed != nil:
		return impersonated(q)
	default:
		return infoOf(q.Raw), nil
	}
}
