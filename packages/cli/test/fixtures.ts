/** A pod that is privileged, and otherwise all right. */
export const privileged = `apiVersion: v1
kind: Pod
metadata:
  name: builder # builds
  namespace: ci
spec:
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    seccompProfile: {type: RuntimeDefault}
  containers:
  - name: builder
    image: registry.example/builder:2.0.1
    resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}
    securityContext:
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
      privileged: yes
`

/** A pod that names its account in the deprecated field, which is mended safely. */
export const deprecated = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  serviceAccount: web   # robot
  containers: [{name: web, image: "registry.example/web:1"}]
`

export const mendedDeprecated = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers: [{name: web, image: "registry.example/web:1"}]
  serviceAccountName: web
`
