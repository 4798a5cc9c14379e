import { type AuditOptions, type AuditReport, audit, defaultOptions } from '../src/audit/index.ts'
import { buildCluster, type Cluster, type Provenance, resourcesOf } from '../src/cluster/index.ts'
import type { Finding } from '../src/findings/index.ts'
import { type Format, formatReport, type ReportOptions } from '../src/reports/index.ts'
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

/** Two real rules, and one that the catalogue does not know. */
export const auditOptions: AuditOptions = {
  rules: [privilegedContainer, hostNetwork, keptCapabilities].map((rule) => ({
    rule,
    severity: undefined,
    options: defaultOptions(rule.options),
  })),
  warrants: [],
  peerWarrants: true,
  today: '2026-11-24',
}

/** The cluster that texts given by file name declare. */
export function clusterOf(files: Readonly<Record<string, string>>, provenance?: Provenance): Cluster {
  const resources = Object.entries(files).flatMap(([name, text]) =>
    readYaml(name, text).documents.flatMap((document) => resourcesOf(document, provenance).resources),
  )
  return buildCluster(resources)
}

/** Findings over texts given by file name. */
export function findingsIn(files: Readonly<Record<string, string>>, provenance?: Provenance): Finding[] {
  return audit(clusterOf(files, provenance), auditOptions)
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

/** How the tests of reports look at them: 80 columns, no colour. */
export const plain: ReportOptions = { color: false, width: 80 }

/** A report's text in a format. */
export function render(
  format: Format,
  report: AuditReport = sampleReport(),
  options: Partial<ReportOptions> = {},
): string {
  return textOf(formatReport(format, report, { ...plain, ...options }))
}

/** Names that try to break out of every format, terminals included. */
export const hostileManifest = cartManifest
  .replace('name: cart\n', 'name: "ca\\u001b[2Jrt\\u009b2J\\u007f</x>|`\\u202e"\n')
  .replace('name: app\n', 'name: "a]]>&p\\r\\n::error::x"\n')

/** The same in names of files and in messages. */
export function hostileReport(): AuditReport {
  const file = 'de\u001b[31mploy/\u009b2J\u202e/a b|`.yaml'
  return reportOf(findingsIn({ [file]: hostileManifest }), {
    errors: [
      { code: 'yaml-syntax', file, document: 0, line: 1, column: 1, message: 'bad \u001b]0;title\u0007 \u202e <b>' },
    ],
    notAudited: [{ kind: 'helm', path: file, reason: 'failed: \u001b[2K | <i>' }],
  })
}
