#!/usr/bin/env bash
# Builds kube-apiserver and etcd, once for each version, into a folder outside of the checkout. The folder is the last line
# that is printed; it is what KUBEBUILDER_ASSETS names. Where that is set already, nothing is built.
set -euo pipefail
cd "$(dirname "$0")"
if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  echo "$KUBEBUILDER_ASSETS"
  exit 0
fi
version=$(sed -n 's/^require k8s.io\/kubernetes //p' go.mod)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/warrant-ci/control-plane-$version
minor=${version#v1.}
minor=${minor%%.*}
mkdir -p "$folder"
# Written under another name first, so that a build that was cut off is not taken for a finished one.
if [ ! -x "$folder/kube-apiserver" ]; then
  stamp=k8s.io/component-base/version
  go build -trimpath -o "$folder/kube-apiserver.part" \
    -ldflags "-s -w -X $stamp.gitVersion=$version -X $stamp.gitMajor=1 -X $stamp.gitMinor=$minor" \
    k8s.io/kubernetes/cmd/kube-apiserver >&2
  mv "$folder/kube-apiserver.part" "$folder/kube-apiserver"
fi
if [ ! -x "$folder/etcd" ]; then
  (cd etcd && go build -trimpath -ldflags '-s -w' -o "$folder/etcd.part" go.etcd.io/etcd/server/v3 >&2)
  mv "$folder/etcd.part" "$folder/etcd"
fi
echo "$folder"
