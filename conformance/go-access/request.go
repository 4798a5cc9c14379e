package main

import (
	"bufio"
	"net/http"
	"strings"

	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apiserver/pkg/endpoints/request"
)

type info struct {
	*request.RequestInfo
	Failed string
}

var resolver = &request.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

func read(raw string) (*http.Request, error) {
	return http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
}

// infoOf says what a request is about, or why the server does not get that far.
func infoOf(raw string) info {
	req, err := read(raw)
	if err != nil {
		return info{&request.RequestInfo{}, err.Error()}
	}
	found, err := resolver.NewRequestInfo(req)
	if err != nil {
		return info{found, err.Error()}
	}
	return info{found, ""}
}
