//go:build tools

// Package tools names what build.sh builds, so that go.mod keeps its version.
package tools

import (
	_ "go.etcd.io/etcd/server/v3"
)
