package main

import (
	"sort"

	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/filters"
	"k8s.io/apiserver/pkg/endpoints/request"
)

type audited struct {
	Level      string   `json:"level"`
	OmitStages []string `json:"omitStages"`
}

// auditedBy says what a policy keeps of a request. A requester without a name is not known.
func auditedBy(q question) (any, error) {
	attributes, err := attributesOf(q)
	if err != nil {
		return nil, err
	}
	found := policy.NewPolicyRuleEvaluator(q.Policy).EvaluatePolicyRule(attributes)
	stages := []string{}
	for _, stage := range found.OmitStages {
		stages = append(stages, string(stage))
	}
	sort.Strings(stages)
	return audited{string(found.Level), stages}, nil
}

func attributesOf(q question) (authorizer.Attributes, error) {
	req, err := read(q.Raw)
	if err != nil {
		return nil, err
	}
	about, err := resolver.NewRequestInfo(req)
	if err != nil {
		return nil, err
	}
	ctx := request.WithRequestInfo(req.Context(), about)
	if q.Requester.Name != "" {
		ctx = request.WithUser(ctx, q.Requester.user())
	}
	return filters.GetAuthorizerAttributes(ctx)
}

func (u userInfo) user() user.Info {
	return &user.DefaultInfo{Name: u.Name, UID: u.UID, Groups: u.Groups, Extra: u.Extra}
}
