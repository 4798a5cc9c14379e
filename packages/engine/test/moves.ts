import { consequencesOfMove, type MoveConsequence } from '../src/pod-security/plan/move/index.ts'
import { formatPath } from '../src/yaml/index.ts'
import { clusterOf } from './rule-tester.ts'

interface Options {
  readonly kind?: string
  readonly namespace?: string
  /** Flow mappings: fields of the pod's spec, of its container, of the workload's spec, and labels. */
  readonly pod?: string
  readonly container?: string
  readonly spec?: string
  readonly labels?: string
}

/** A workload in YAML, of the namespace `shop`, whose pods have a label `app` with its name. */
export function workload(name: string, options: Options = {}): string {
  const { kind = 'Deployment', namespace = 'shop', pod, container, spec, labels = `app: ${name}` } = options
  const more = (fields: string | undefined) => (fields === undefined ? '' : `, ${fields}`)
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  { template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: app, image: "registry.example/${name}:1.0.0"${more(container)} }]${more(pod)} } }${more(spec)} }
---`
}

/** Any other object in YAML, of the namespace `shop` unless said otherwise, with fields as flow mappings. */
export function object(type: string, name: string, fields: string, metadata = 'namespace: shop'): string {
  const at = type.lastIndexOf('/')
  return `
{ apiVersion: ${type.slice(0, at)}, kind: ${type.slice(at + 1)}, metadata: { name: ${name}, ${metadata} }, ${fields} }
---`
}

export function service(name: string, fields = `selector: { app: ${name} }, ports: [{ port: 6379 }]`): string {
  return object('v1/Service', name, `spec: { ${fields} }`)
}

/** What follows when some workloads of `shop`, by name, move to `shop-privileged`; of one kind of reference, or of all. */
export function moveOf(yaml: string, names: readonly string[], kind?: MoveConsequence['kind']): MoveConsequence[] {
  const cluster = clusterOf(yaml)
  const moved = cluster.workloadsIn('shop').filter(({ resource }) => names.includes(resource.name))
  const found = consequencesOfMove(cluster, 'shop', moved, 'shop-privileged')
  return kind === undefined ? found : found.filter((each) => each.kind === kind)
}

/** Each consequence in a line: what is done to which resource, and where in it. */
export function linesOf(consequences: readonly MoveConsequence[]): string[] {
  return consequences.map(({ resource, action, path }) => {
    const place = path === undefined ? '' : ` ${formatPath(path)}`
    return `${action} ${resource.kind} ${resource.name}${place}`
  })
}
