package main

import (
	"fmt"

	"k8s.io/pod-security-admission/api"
)

type levelVersion struct {
	Level   string `json:"level"`
	Version string `json:"version"`
}

type policies struct {
	Enforce levelVersion `json:"enforce"`
	Audit   levelVersion `json:"audit"`
	Warn    levelVersion `json:"warn"`
}

type labelError struct {
	Field   string `json:"field"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

func policiesOf(labels map[string]string, defaults policies) (any, error) {
	var policy api.Policy
	for _, each := range []struct {
		from levelVersion
		to   *api.LevelVersion
	}{
		{defaults.Enforce, &policy.Enforce},
		{defaults.Audit, &policy.Audit},
		{defaults.Warn, &policy.Warn},
	} {
		var err error
		if each.to.Level, err = api.ParseLevel(each.from.Level); err != nil {
			return nil, err
		}
		if each.to.Version, err = api.ParseVersion(each.from.Version); err != nil {
			return nil, err
		}
	}
	found, problems := api.PolicyToEvaluate(labels, policy)
	errors := []labelError{}
	for _, problem := range problems {
		errors = append(errors, labelError{problem.Field, fmt.Sprint(problem.BadValue), problem.Detail})
	}
	return map[string]any{
		"enforce": found.Enforce.String(),
		"audit":   found.Audit.String(),
		"warn":    found.Warn.String(),
		"errors":  errors,
	}, nil
}
