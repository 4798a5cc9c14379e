import { append, defineRule, remove, set } from '../rule.ts'
import { addedCapabilities, droppedNames, drops } from './capabilities.ts'

/**
 * A container may open raw sockets.
 *
 * Restricted fields: containers[*].securityContext.capabilities (init, sidecar, regular, ephemeral)
 * Allowed values:    drop with NET_RAW or ALL, and add without NET_RAW and ALL
 */
export const netRawKept = defineRule({
  id: 'net-raw-kept',
  title: 'Container may forge packets',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { cis: ['5.2.8'], nsa: true, mitre: ['T1557'] },
  fix: 'evidence',
  description:
    'Reported when NET_RAW, which runtimes give by default, is not dropped by its name or by ALL; and where it is added, by its name or by ALL. CAP_NET_RAW under `drop` does not count: containerd knows no such name, though CRI-O does. Dropping ALL, which capabilities-not-dropped asks for, settles the first.',
  why: 'With raw sockets a pod answers ARP and DNS in the name of its neighbours and reads their traffic.',
  remedy: 'Drop NET_RAW, or better ALL, and do not add it.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop: [MKNOD]
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop: [NET_RAW]
`,
  },
  *check({ container }) {
    const capabilities = ['securityContext', 'capabilities'] as const
    const needs = 'evidence that no raw socket is opened, as by ping, traceroute or a packet capture'
    if (!drops(container, 'NET_RAW')) {
      const at = container.path(...capabilities, 'drop')
      const misnamed = droppedNames(container).indexOf('CAP_NET_RAW')
      yield misnamed < 0
        ? {
            at,
            message: 'NET_RAW is not dropped',
            fix: { description: 'Drop NET_RAW', changes: [append(at, 'NET_RAW')], needs },
          }
        : {
            at: [...at, misnamed],
            message: 'CAP_NET_RAW is dropped, a name that containerd does not know',
            fix: { description: 'Drop NET_RAW', changes: [set([...at, misnamed], 'NET_RAW')], needs },
          }
    }
    for (const { name, index } of addedCapabilities(container)) {
      if (name !== 'NET_RAW' && name !== 'ALL') continue
      const at = container.path(...capabilities, 'add', index)
      yield {
        at,
        message: `${name} is added`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs },
      }
    }
  },
})
