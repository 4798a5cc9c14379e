package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	core "k8s.io/kubernetes/pkg/apis/core"
	corev1api "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	kjson "sigs.k8s.io/json"
)

// verdict holds for the versions from one to another, both included, as they were asked for.
type verdict struct {
	Level   string `json:"level"`
	From    string `json:"from"`
	To      string `json:"to"`
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason"`
	Detail  string `json:"detail"`
}

func verdictsOn(evaluator policy.Evaluator, q question) (any, error) {
	pod, err := readPod(q.Pod, q.Defaulting)
	if err != nil {
		return nil, err
	}
	verdicts := []verdict{}
	for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
		for i, text := range q.Versions {
			version, err := api.ParseVersion(text)
			if err != nil {
				return nil, fmt.Errorf("version %q: %w", text, err)
			}
			next := evaluate(evaluator, pod, api.LevelVersion{Level: level, Version: version})
			next.From, next.To = text, text
			if last := len(verdicts) - 1; i > 0 && verdicts[last].says(next) {
				verdicts[last].To = text
			} else {
				verdicts = append(verdicts, next)
			}
		}
	}
	return map[string]any{"verdicts": verdicts}, nil
}

func evaluate(evaluator policy.Evaluator, pod *corev1.Pod, lv api.LevelVersion) verdict {
	result := policy.AggregateCheckResults(evaluator.EvaluatePod(lv, &pod.ObjectMeta, &pod.Spec))
	return verdict{
		Level:   string(lv.Level),
		Allowed: result.Allowed,
		Reason:  result.ForbiddenReason(),
		Detail:  result.ForbiddenDetail(),
	}
}

func (v verdict) says(other verdict) bool {
	return v.Allowed == other.Allowed && v.Reason == other.Reason && v.Detail == other.Detail
}

// readPod decodes as the API server does, and defaults as it does for a Pod or for a pod template. What it fills in when
// a Pod is made needs nearly all of the API server to build; conformance/control-plane compares that.
func readPod(data []byte, defaulting string) (*corev1.Pod, error) {
	pod := &corev1.Pod{}
	if err := kjson.UnmarshalCaseSensitivePreserveInts(data, pod); err != nil {
		return nil, err
	}
	switch defaulting {
	case "none":
		return pod, nil
	case "pod":
		corev1api.SetObjectDefaults_Pod(pod)
		return throughInternal(pod)
	case "template":
		holder := &corev1.PodTemplate{Template: corev1.PodTemplateSpec{ObjectMeta: pod.ObjectMeta, Spec: pod.Spec}}
		corev1api.SetObjectDefaults_PodTemplate(holder)
		return throughInternal(&corev1.Pod{ObjectMeta: holder.Template.ObjectMeta, Spec: holder.Template.Spec})
	default:
		return nil, fmt.Errorf("no way of defaulting is called %q", defaulting)
	}
}

// throughInternal takes a pod to the internal version and back, which is how it comes to admission.
func throughInternal(pod *corev1.Pod) (*corev1.Pod, error) {
	internal, back := &core.Pod{}, &corev1.Pod{}
	if err := corev1api.Convert_v1_Pod_To_core_Pod(pod, internal, nil); err != nil {
		return nil, err
	}
	return back, corev1api.Convert_core_Pod_To_v1_Pod(internal, back, nil)
}
