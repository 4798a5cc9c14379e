import { systemNamespaces } from '../../../cluster/index.ts'
import { advice, type DnsCause } from '../finding.ts'
import { hostsOf } from '../names.ts'
import { walkName } from '../walk.ts'

/** Cause D19: `ClusterFirst`, the default too, means the node's resolver for a pod on its node's network. */
export const hostNetworkPolicy: DnsCause = {
  number: 'D19',
  id: 'dns-host-network-policy',
  title: "A pod on its node's network does not know the cluster's names",
  why: 'With dnsPolicy ClusterFirst such a pod gets the resolver of its node, for which names of Services do not exist.',
  *find({ cluster, dns: { setup, records }, loads }) {
    for (const { workload, resource, namespace, spec } of loads) {
      const { hostNetwork, dnsPolicy = 'ClusterFirst' } = workload.pod.spec
      if (hostNetwork !== true || dnsPolicy !== 'ClusterFirst') continue
      const mended = { ...spec, dnsPolicy: 'ClusterFirstWithHostNet' }
      const lost = hostsOf(workload, cluster).filter(({ name }) => {
        const { end } = walkName(setup, records, { namespace, spec: mended }, name)
        return end !== undefined && !end.answer.presumed
      })
      const isSystem = systemNamespaces.includes(namespace)
      // The control plane and its node agents start before there is any DNS in the cluster.
      if (lost.length === 0 && isSystem) continue
      const [first] = lost
      const path = workload.pod.specPath('dnsPolicy')
      yield {
        resource,
        path: workload.pod.spec.dnsPolicy === undefined ? workload.pod.specPath('hostNetwork') : path,
        workload,
        severity: first ? 'high' : 'low',
        message: first
          ? `hostNetwork with dnsPolicy ClusterFirst: ${first.name} (${first.from}) does not resolve${lost.length > 1 ? `, nor ${lost.length - 1} more names` : ''}`
          : 'hostNetwork with dnsPolicy ClusterFirst: names of Services do not resolve',
        evidence: lost.map(({ name, from }) => `${name} (${from})`),
        fix: isSystem
          ? advice('set dnsPolicy: ClusterFirstWithHostNet, if the pod may wait for DNS')
          : {
              class: 'safe',
              description:
                'set dnsPolicy: ClusterFirstWithHostNet (or Default, to say that only outside names are used)',
              changes: [{ resource, op: 'set', path, value: 'ClusterFirstWithHostNet' }],
              needs: undefined,
            },
      }
    }
  },
}
