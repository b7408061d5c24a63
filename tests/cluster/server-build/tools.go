//go:build tools

// Package cluster only keeps the server's commands among the requirements of go.mod.
package cluster

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)
