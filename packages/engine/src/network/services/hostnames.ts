import { valueAt } from '../../yaml/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { fields, text } from '../world/source.ts'

/**
 * For each pod that an endpoint stands for, what it is called below a headless Service: its hostname, where its subdomain
 * is the Service. A StatefulSet gives its pods both, by its name and their numbers.
 * Source: kubernetes/kubernetes pkg/controller/statefulset/stateful_set_utils.go, initIdentity.
 */
export function hostnamesOf({ source, name }: Endpoint, service: string): readonly (string | undefined)[] {
  const { kind, object } = source
  const spec = fields(object['spec'])
  if (kind === 'Pod') return [text(spec['subdomain']) === service ? text(spec['hostname']) || undefined : undefined]
  const isGoverned = kind === 'StatefulSet' && text(spec['serviceName']) === service
  const replicas = typeof spec['replicas'] === 'number' ? Math.max(0, Math.min(spec['replicas'], 10_000)) : 1
  const start = valueAt(spec, ['ordinals', 'start'])
  const first = typeof start === 'number' ? start : 0
  return Array.from({ length: replicas }, (_, i) => (isGoverned ? `${name}-${first + i}` : undefined))
}
