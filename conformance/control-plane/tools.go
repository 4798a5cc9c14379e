//go:build tools

// Package tools names what build.sh builds, so that go.mod keeps its version.
package tools

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
)
