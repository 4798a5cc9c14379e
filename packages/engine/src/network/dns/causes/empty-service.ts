import { valueAt } from '../../../yaml/index.ts'
import { textsIn } from '../../world/source.ts'
import { advice, type DnsCause } from '../finding.ts'

/** Cause D20: a Service without ready endpoints; a headless one has no name then. */
export const emptyService: DnsCause = {
  number: 'D20',
  id: 'dns-service-without-endpoints',
  title: 'A Service has no ready endpoints',
  why: 'The name of a headless Service does not exist without them; that of another resolves, and connections to it fail.',
  *find({ dns: { records }, loads }) {
    const running = new Set(loads.map(({ namespace }) => namespace))
    for (const service of records.services) {
      const { resource, object, namespace } = service
      const spec = textsIn(valueAt(object, ['spec', 'selector']))
      if (resource === undefined || Object.keys(spec).length === 0 || !running.has(namespace)) continue
      if (valueAt(object, ['spec', 'type']) === 'ExternalName') continue
      const backends = records.backends(service) ?? []
      if (backends.some(({ ready }) => ready)) continue
      const selected = records.selected(service)
      const isHeadless = valueAt(object, ['spec', 'clusterIP']) === 'None'
      const labels = Object.entries(spec).map(([key, value]) => `${key}=${value}`)
      yield {
        resource,
        path: [...resource.base, 'spec', 'selector'],
        severity: 'medium',
        message: `${selected.length === 0 ? `no pod of the namespace has ${labels.join(',')}` : 'none of its pods is ready'}: ${isHeadless ? 'the name does not exist (NXDOMAIN)' : 'the name resolves to an address that nothing answers at'}`,
        evidence: selected.slice(0, 10).map(({ title }) => title),
        fix: advice(
          selected.length === 0
            ? "make the selector that of the pods' labels"
            : 'look at the readiness of the pods; publishNotReadyAddresses lets pods find each other before',
        ),
      }
    }
  },
}
