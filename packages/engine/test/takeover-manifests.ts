/** A pod `shop/p` with a container `app`; more fields of both are written in flow style, without braces. */
export function podYaml(container = '', spec = '', more = ''): string {
  const fields = (text: string) => (text === '' ? '' : `, ${text}`)
  return `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: shop }
spec: { containers: [{ name: app, image: a${fields(container)} }${more}]${fields(spec)} }
`
}

/** As `podYaml`, where the container mounts a host path. */
export function hostPathYaml(path: string, mount = '', container = '', spec = ''): string {
  const fields = (text: string) => (text === '' ? '' : `, ${text}`)
  return podYaml(
    `volumeMounts: [{ name: v, mountPath: /host${fields(mount)} }]${fields(container)}`,
    `volumes: [{ name: v, hostPath: { path: "${path}" } }]${fields(spec)}`,
  )
}

/** The security context of a container with capabilities added, and other fields. */
export function capabilitiesYaml(add: string, more = ''): string {
  return `securityContext: { capabilities: { add: [${add}] }${more === '' ? '' : `, ${more}`} }`
}

/** A Node with what its status tells of its system. */
export function nodeYaml(name: string, nodeInfo = '', more = ''): string {
  return `---
apiVersion: v1
kind: Node
metadata: { name: ${name} }
status: { nodeInfo: { ${nodeInfo} } }
${more}
`
}
