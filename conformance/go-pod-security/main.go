// Evaluates pods and namespace labels with the functions that the API server itself uses. Reads one JSON object from
// standard input and writes one to standard output; with -bench it measures instead.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type input struct {
	Pods   []corev1.Pod        `json:"pods"`
	Labels []map[string]string `json:"labels"`
	Newest int                 `json:"newest"`
}

type verdict struct {
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason"`
	Detail  string `json:"detail"`
}

type labelled struct {
	Policy []string   `json:"policy"`
	Errors [][]string `json:"errors"`
}

type output struct {
	// For each pod: both levels, each at every minor from 0 to the newest.
	Verdicts [][]verdict `json:"verdicts"`
	Labels   []labelled  `json:"labels"`
}

var levels = []api.Level{api.LevelBaseline, api.LevelRestricted}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fail(err)
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		fail(err)
	}
	if len(os.Args) > 1 && os.Args[1] == "-bench" {
		bench(evaluator, in)
		return
	}
	out := output{}
	for i := range in.Pods {
		var all []verdict
		for _, level := range levels {
			for minor := 0; minor <= in.Newest; minor++ {
				all = append(all, evaluate(evaluator, level, minor, &in.Pods[i]))
			}
		}
		out.Verdicts = append(out.Verdicts, all)
	}
	privileged := api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()}
	defaults := api.Policy{Enforce: privileged, Audit: privileged, Warn: privileged}
	for _, labels := range in.Labels {
		of, errs := api.PolicyToEvaluate(labels, defaults)
		result := labelled{Policy: []string{of.Enforce.String(), of.Audit.String(), of.Warn.String()}, Errors: [][]string{}}
		for _, each := range errs {
			result.Errors = append(result.Errors, []string{each.Field, fmt.Sprint(each.BadValue), each.Detail})
		}
		out.Labels = append(out.Labels, result)
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		fail(err)
	}
}

func evaluate(evaluator policy.Evaluator, level api.Level, minor int, pod *corev1.Pod) verdict {
	lv := api.LevelVersion{Level: level, Version: api.MajorMinorVersion(1, minor)}
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(lv, &pod.ObjectMeta, &pod.Spec))
	return verdict{result.Allowed, result.ForbiddenReason(), result.ForbiddenDetail()}
}

func bench(evaluator policy.Evaluator, in input) {
	for _, level := range levels {
		count := 0
		started := time.Now()
		for time.Since(started) < 2*time.Second {
			for i := range in.Pods {
				evaluate(evaluator, level, 36, &in.Pods[i])
				count++
			}
		}
		fmt.Printf("%s %.0f\n", level, float64(count)/time.Since(started).Seconds())
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
