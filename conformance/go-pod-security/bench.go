package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

const (
	rounds = 3
	long   = time.Second
)

// measure prints a line with the pods per second for each level: the best of the rounds, after one to warm up. The words are made as well.
func measure(evaluator policy.Evaluator, in io.Reader, out io.Writer) error {
	var given struct {
		Pods []json.RawMessage `json:"pods"`
	}
	if err := json.NewDecoder(in).Decode(&given); err != nil {
		return err
	}
	pods := []*corev1.Pod{}
	for _, text := range given.Pods {
		pod, err := readPod(text, "pod")
		if err != nil {
			return err
		}
		pods = append(pods, pod)
	}
	for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
		lv := api.LevelVersion{Level: level, Version: api.MajorMinorVersion(1, 36)}
		best := 0.0
		for round := range rounds + 1 {
			if rate := perSecond(evaluator, pods, lv); round > 0 {
				best = max(best, rate)
			}
		}
		fmt.Fprintf(out, "%s %.0f\n", level, best)
	}
	return nil
}

func perSecond(evaluator policy.Evaluator, pods []*corev1.Pod, lv api.LevelVersion) float64 {
	start, count := time.Now(), 0
	for time.Since(start) < long {
		for _, pod := range pods {
			evaluate(evaluator, pod, lv)
		}
		count += len(pods)
	}
	return float64(count) / time.Since(start).Seconds()
}
