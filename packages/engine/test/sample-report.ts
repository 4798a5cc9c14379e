import { type AuditReport, audit, defaultOptions } from '../src/audit/index.ts'
import { buildCluster, type Provenance, resourcesOf } from '../src/cluster/index.ts'
import type { Finding } from '../src/findings/index.ts'
import { append, defineRule, set } from '../src/rules/index.ts'
import { hostNetwork } from '../src/rules/pod/host-network.ts'
import { privilegedContainer } from '../src/rules/pod/privileged-container.ts'
import { readYaml } from '../src/yaml/index.ts'

/** A rule that the catalogue does not have, with a safe fix of every kind of edit; its words need escaping everywhere. */
const keptCapabilities = defineRule({
  id: 'kept-capabilities',
  title: 'Keeps <default> capabilities',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: {},
  fix: 'safe',
  description: 'Reported when no capability is dropped.',
  why: 'Capabilities that nobody needs are there for an intruder.',
  remedy: 'Drop ALL.',
  examples: { bad: '', good: '' },
  *check({ container }) {
    if (container.securityContext.capabilities?.drop !== undefined) return
    yield {
      at: container.path('securityContext', 'capabilities', 'drop'),
      message: 'drops "no" capability | at <all> & none @once',
      fix: {
        description: 'Drop ALL',
        changes: [
          append(container.path('securityContext', 'capabilities', 'drop'), 'ALL'),
          set(container.path('securityContext', 'allowPrivilegeEscalation'), false),
        ],
      },
    }
  },
})

export const cartManifest = `# the cart of the shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      hostNetwork: true # for the old mesh
      containers:
        - name: app
          image: registry.example/cart:1.4.2
          securityContext:
            privileged: true
        - name: proxy
          image: registry.example/proxy:3.0.1
          securityContext:
            privileged: true
`

export const agentManifest = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: agent
      annotations:
        unwarranted.dev/allow.host-network: "node agent; owner=platform; until=2999-01-31"
    spec:
      hostNetwork: yes
      containers:
        - name: agent
          image: registry.example/agent:1.4.2
          securityContext: { capabilities: { drop: [ALL] } }
`

/** Findings of two real rules and of one that the catalogue does not know, over texts given by file name. */
export function findingsIn(files: Readonly<Record<string, string>>, provenance?: Provenance): Finding[] {
  const rules = [privilegedContainer, hostNetwork, keptCapabilities].map((rule) => ({
    rule,
    severity: undefined,
    options: defaultOptions(rule.options),
  }))
  const resources = Object.entries(files).flatMap(([name, text]) =>
    readYaml(name, text).documents.flatMap((document) => resourcesOf(document, provenance).resources),
  )
  return audit(buildCluster(resources), { rules, warrants: [], peerWarrants: true, today: '2026-11-24' })
}

export function reportOf(findings: readonly Finding[], more: Partial<AuditReport> = {}): AuditReport {
  const resources = new Set(findings.map((finding) => finding.resource)).size
  const rest = { resources, workloads: resources, files: resources, foreign: 0, errors: [], notAudited: [], known: 0 }
  return { ...rest, ...more, findings }
}

/** A Deployment with five findings in two containers, a pod of a List with one that is exempted, and broken input. */
export function sampleReport(): AuditReport {
  return reportOf(findingsIn({ 'deploy/cart.yaml': cartManifest, 'deploy/agent.yaml': agentManifest }), {
    files: 3,
    foreign: 1,
    errors: [
      {
        code: 'yaml-syntax',
        file: 'deploy/broken.yaml',
        document: 1,
        line: 3,
        column: 7,
        message: 'a mapping is not closed',
      },
      {
        code: 'input-unreadable',
        file: 'deploy/secret.yaml',
        document: undefined,
        line: undefined,
        column: undefined,
        message: 'permission denied',
      },
    ],
    notAudited: [{ kind: 'helm', path: 'charts/shop', reason: 'helm was not found' }],
  })
}

/** The whole text of a report's chunks. */
export function textOf(chunks: Iterable<string>): string {
  return [...chunks].join('')
}
