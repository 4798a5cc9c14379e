import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resourceNamed } from '../../packages/engine/src/access/index.ts'
import { resourcesOf } from '../../packages/engine/src/cluster/index.ts'
import { readYaml } from '../../packages/engine/src/yaml/index.ts'
import type { ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'

const warrant = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'warrant.js')

/** A shop with a bit of everything, in the words that the API server takes. */
const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: live, labels: { pod-security.kubernetes.io/enforce: baseline } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: live }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      containers: [{ name: web, image: "registry.example/web:1", ports: [{ containerPort: 80, hostPort: 80 }] }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: live }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          hostPID: true
          containers: [{ name: job, image: "registry.example/job:latest" }]
---
apiVersion: v1
kind: Pod
metadata: { name: tool, namespace: live }
spec: { containers: [{ name: tool, image: "registry.example/tool:2", securityContext: { runAsUser: 0 } }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, namespace: live }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: live }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get, list] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: reader, namespace: live }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: web, namespace: live }]
`

/** Makes the shop in the server, runs the command line against both, and compares what it says of them. */
export async function compareLive(plane: ControlPlane, tally: Tally): Promise<string> {
  await make(plane, shop)
  const folder = mkdtempSync(join(tmpdir(), 'warrant-live-'))
  const file = join(folder, 'shop.yaml')
  writeFileSync(file, shop)
  const connection = ['--server', plane.url, '--token', 'admin', '--insecure-skip-tls-verify']
  try {
    const both = (command: readonly string[], pick: (report: Report) => unknown) => {
      const live = run([...command, ...connection, '-n', 'live', '-o', 'json'])
      const files = run([...command, file, '-n', 'live', '-o', 'json'])
      tally.compare(`warrant ${command.join(' ')}`, pick(parse(files.stdout)), pick(parse(live.stdout)))
      tally.compare(`warrant ${command.join(' ')}: exit status`, files.status, live.status)
    }
    both(['audit'], ({ findings = [] }) =>
      findings
        .map(({ rule, resource, container }) => [rule, resource.kind, resource.name, container].join(' '))
        .toSorted(),
    )
    both(['pod-security', 'check', '--level', 'restricted'], ({ results = [] }) =>
      results.map(({ resource, detail }) => [resource.kind, resource.name, detail].join(' ')).toSorted(),
    )
    both(['pod-security', 'check', '--from-labels'], ({ results = [] }) =>
      results.map(({ resource, outcome }) => [resource.kind, resource.name, outcome].join(' ')).toSorted(),
    )
    both(['pod-security', 'plan'], ({ namespaces = [] }) =>
      namespaces.map(({ enforceable, refused, rollout }) => [enforceable, refused.length, rollout]),
    )
    const asked = ['access', 'can-i', 'get', 'secrets', '-n', 'live', '--as', 'system:serviceaccount:live:web']
    const [yes] = run([...asked, ...connection]).stdout.split('\n')
    tally.compare('warrant access can-i', run([...asked, '-f', file]).stdout.split('\n')[0], yes)
    const holders = run(['access', 'who-can', 'get', 'secrets', '-n', 'live', ...connection, '-o', 'json']).stdout
    const bound = (parse(holders).holders ?? []).map(({ subject, binding }) => `${subject.name} by ${binding.name}`)
    tally.compare('warrant access who-can', true, bound.includes('web by reader'))
    const snapshot = run(['snapshot', ...connection])
    const saved = join(folder, 'cluster.json')
    writeFileSync(saved, snapshot.stdout)
    const rulesOf = ({ findings = [] }: Report) =>
      findings.map(({ rule, resource }) => `${rule} ${resource.kind} ${resource.name}`).toSorted()
    tally.compare(
      'warrant snapshot, read back',
      rulesOf(parse(run(['audit', saved, '-o', 'json']).stdout)),
      rulesOf(parse(run(['audit', ...connection, '-o', 'json']).stdout)),
    )
    await makeReader(plane)
    const reader = run(['snapshot', ...connection, '--as', 'reader'])
    const gaps = [...reader.stderr.matchAll(/^warrant: (.*) could not be read/gm)].map(([, path]) => path)
    tally.compare('the role of docs/live.md: gaps', ['secrets'], gaps)
    const refused = run(['audit', ...connection, '--as', 'nobody', '-o', 'json'])
    tally.compare('gaps', [3, true], [refused.status, (parse(refused.stdout).notAudited ?? []).length > 20])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return 'audit, pod-security and access of a live cluster beside its files'
}

interface Report {
  readonly findings?: readonly {
    readonly rule: string
    readonly container?: string
    readonly resource: { readonly kind: string; readonly name: string }
  }[]
  readonly results?: readonly {
    readonly detail: string
    readonly outcome: string
    readonly resource: { readonly kind: string; readonly name: string }
  }[]
  readonly namespaces?: readonly {
    readonly enforceable: string
    readonly refused: readonly unknown[]
    readonly rollout: unknown
  }[]
  readonly notAudited?: readonly unknown[]
  readonly holders?: readonly {
    readonly subject: { readonly name: string }
    readonly binding: { readonly name: string }
  }[]
}

function parse(text: string): Report {
  return JSON.parse(text) as Report
}

function run(args: readonly string[]) {
  return spawnSync(process.execPath, [warrant, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
}

/** A user whom the role that the page about live clusters shows is bound to. */
async function makeReader(plane: ControlPlane): Promise<void> {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'live.md'), 'utf8')
  const [, role = ''] = /^```yaml\n([^]*?)^```/m.exec(page) ?? []
  await make(plane, role)
  const binding = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: warrant-reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: warrant-reader }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: reader }]
`
  await make(plane, binding)
}

async function make(plane: ControlPlane, yaml: string): Promise<void> {
  for (const { resources } of readYaml('made.yaml', yaml).documents.map((document) => resourcesOf(document))) {
    for (const { apiVersion, kind, namespace, object } of resources) {
      const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
      const place = kind === 'Namespace' || kind.startsWith('Cluster') ? '' : `/namespaces/${namespace}`
      const path = `${root}${place}/${resourceNamed(kind).resource}`
      const { status, body } = await plane.call('POST', path, object)
      if (status >= 300) throw new Error(`${kind} was not made: ${String(body['message'])}`)
    }
  }
}
