package main

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	auditapi "k8s.io/apiserver/pkg/apis/audit"
	"k8s.io/apiserver/pkg/audit"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/filters/impersonation"
	"k8s.io/apiserver/pkg/endpoints/request"
)

type outcome struct {
	Code       int      `json:"code"`
	Message    string   `json:"message"`
	Name       string   `json:"name"`
	UID        string   `json:"uid"`
	Groups     []string `json:"groups"`
	Extra      any      `json:"extra"`
	Constraint string   `json:"constraint"`
	Checks     []string `json:"checks"`
}

var codecs = func() serializer.CodecFactory {
	scheme := runtime.NewScheme()
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
	return serializer.NewCodecFactory(scheme)
}()

// impersonated sends a request through the filter of the API server, with nothing remembered from another.
func impersonated(q question) (any, error) {
	req, err := read(q.Raw)
	if err != nil {
		return nil, err
	}
	about, err := resolver.NewRequestInfo(req)
	if err != nil {
		return nil, err
	}
	found := outcome{Checks: []string{}}
	decide := authorizer.AuthorizerFunc(func(_ context.Context, a authorizer.Attributes) (authorizer.Decision, string, error) {
		check := textOf(a)
		found.Checks = append(found.Checks, check)
		hash := fnv.New32a()
		hash.Write([]byte(strconv.Itoa(int(q.Seed)) + check))
		if hash.Sum32()%100 < *q.Allowed {
			return authorizer.DecisionAllow, "", nil
		}
		return authorizer.DecisionNoOpinion, "because", nil
	})
	ctx := audit.WithAuditContext(req.Context())
	kept := &sink{}
	if err := audit.AuditContextFrom(ctx).Init(audit.RequestAuditConfig{Level: auditapi.LevelMetadata}, kept); err != nil {
		return nil, err
	}
	ctx = request.WithUser(request.WithRequestInfo(ctx, about), q.Requester.user())
	handler := http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		who, _ := request.UserFrom(req.Context())
		found.take(who)
	})
	answer := httptest.NewRecorder()
	impersonation.WithConstrainedImpersonation(handler, decide, codecs).ServeHTTP(answer, req.WithContext(ctx))
	found.Code = answer.Code
	if answer.Code != http.StatusOK {
		var status metav1.Status
		if err := json.Unmarshal(answer.Body.Bytes(), &status); err != nil {
			return nil, err
		}
		found.Message = status.Message
		found.take(q.Requester.user())
	}
	audit.AuditContextFrom(ctx).ProcessEventStage(ctx, auditapi.StageResponseComplete)
	found.Constraint = kept.constraint
	return found, nil
}

func (o *outcome) take(who user.Info) {
	o.Name, o.UID, o.Groups = who.GetName(), who.GetUID(), append([]string{}, who.GetGroups()...)
	if len(who.GetExtra()) > 0 {
		o.Extra = who.GetExtra()
	} else {
		o.Extra = struct{}{}
	}
}

// textOf is a check as both sides write it. Of the extras, only those count that the filter puts there itself.
func textOf(a authorizer.Attributes) string {
	keys := a.GetUser().GetExtra()["authentication.kubernetes.io/associated-node-keys"]
	path := ""
	if !a.IsResourceRequest() {
		path = a.GetPath()
	}
	return strings.Join([]string{a.GetUser().GetName(), strings.Join(keys, ","), a.GetVerb(), a.GetAPIGroup(), a.GetResource(),
		a.GetSubresource(), a.GetNamespace(), a.GetName(), path}, "|")
}

type sink struct{ constraint string }

func (s *sink) ProcessEvents(events ...*auditapi.Event) bool {
	for _, event := range events {
		if event.AuthenticationMetadata != nil {
			s.constraint = event.AuthenticationMetadata.ImpersonationConstraint
		}
	}
	return true
}
