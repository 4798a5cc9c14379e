import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { builtInDefaults } from '../../packages/engine/src/pod-security/index.ts'
import {
  analyse,
  type Raised,
  raisedTechniques,
  type Start,
  type Takeover,
  targetIds,
  techniques,
} from '../../packages/engine/src/takeover/index.ts'
import { clusterOf, readJson, readText } from '../judge.ts'
import type { Case, OutOfScope, Suite } from '../suite.ts'

/** What a manifest makes possible: ids of techniques that must be raised, and that must not. */
interface Judged {
  readonly mustRaise?: readonly string[]
  readonly mustNotRaise?: readonly string[]
}

/** Takeovers of clusters that are made to be taken over, and of what was shown at conferences. */
export const takeover: Suite = {
  name: 'takeover',
  folder: 'attack',
  run(folder) {
    const judgements = [
      ...badPods(join(folder, 'badPods')),
      ...goat(join(folder, 'kubernetes-goat')),
      ...demos(join(folder, 'apt-kubecon-eu-2020')),
      ...kubeHound(join(folder, 'kubehound')),
    ]
    return {
      cases: judgements.map(({ id, difference }) => ({ id, difference })),
      outOfScope: [
        bodyOfRequest,
        ...judgements.flatMap(({ id, unknown = [] }) =>
          unknown.map((technique) => ({ id: `${id} ${technique}`, reason: `no ${technique} yet` })),
        ),
      ],
    }
  },
}

/** A case, with the techniques that it asks for and that are not there. */
interface Judgement extends Case {
  readonly unknown?: readonly string[]
}

const known: ReadonlySet<string> = new Set(techniques.map(({ info }) => info.id))

/** Pods that are bad in one way each: of the techniques that are judged, exactly those of their posture. */
function badPods(folder: string): Judgement[] {
  const { judged, postures, exceptions } = readJson(folder, 'expected.json') as {
    readonly judged: readonly string[]
    readonly postures: Readonly<Record<string, { readonly mustRaise: readonly string[] }>>
    readonly exceptions: readonly { readonly file: string; readonly mustRaise: readonly string[] }[]
  }
  return Object.entries(postures).flatMap(([posture, { mustRaise }]) =>
    manifestsIn(folder, posture).map((file) => {
      const expected = exceptions.find((each) => each.file === file)?.mustRaise ?? mustRaise
      const found = idsOf(raisedTechniques(analysed(folder, [file]).world))
      const rest = judged.filter((id) => !expected.includes(id))
      return judge(`badPods/${file}`, { mustRaise: expected, mustNotRaise: rest }, found)
    }),
  )
}

interface GoatFile extends Judged {
  readonly file: string
  /** Who can use it, where that is no container: a user name. */
  readonly subject?: string
  readonly mustReach?: string
  readonly 'alsoBefore1.35'?: readonly string[]
}

/** A cluster to learn on: what is listed must be raised, and where nothing is listed no container must be left. */
function goat(folder: string): Judgement[] {
  const { files } = readJson(folder, 'expected.json') as { readonly files: readonly GoatFile[] }
  const listed = new Map(files.map((each) => [each.file, each]))
  return manifestsIn(folder, '').flatMap((file): Judgement[] => {
    const id = `kubernetes-goat/${file}`
    const result = analysed(folder, [file])
    const raised = raisedTechniques(result.world)
    const expected = listed.get(file)
    if (expected === undefined) {
      const escapes = raised.filter(({ technique }) => technique.class === 'escape')
      return [judge(id, { mustNotRaise: [...idsOf(escapes)] }, idsOf(escapes))]
    }
    const { subject } = expected
    const cases = [judge(id, expected, idsOf(raised, subject))]
    const before = expected['alsoBefore1.35']
    if (before) {
      const found = idsOf(raisedTechniques(analysed(folder, [file], 34).world), subject)
      cases.push(judge(`${id} before v1.35`, { mustRaise: before }, found))
    }
    if (expected.mustReach !== undefined) {
      const reached = result.paths.some(
        ({ start, target }) => target === 'cluster-admin' && (subject === undefined || startsAs(start, subject)),
      )
      cases.push({ id: `${id} reaches`, difference: reached ? '' : `${subject} does not reach ${expected.mustReach}` })
    }
    return cases
  })
}

/** No object of a cluster: who may send it is told by RBAC, and the file holds none. Its kind is gone since v1.22. */
const requestBody = 'support/ephemeral/ec.json'
const bodyOfRequest: OutOfScope = {
  id: `apt-kubecon-eu-2020/${requestBody}`,
  reason: 'the body of a request, without anybody who may send it',
}

/** Demonstrations of persistence; techniques are judged alone, each file as a cluster of its own. */
function demos(folder: string): Judgement[] {
  const { files } = readJson(folder, 'expected.json') as {
    readonly files: readonly { readonly file: string; readonly techniques?: readonly string[] }[]
  }
  return files.flatMap(({ file, techniques: mustRaise }): Judgement[] => {
    if (mustRaise === undefined) return []
    if (file === requestBody) return []
    const found = idsOf(raisedTechniques(analysed(folder, [file]).world))
    return [judge(`apt-kubecon-eu-2020/${file}`, { mustRaise }, found)]
  })
}

/** KubeHound's edges out of containers, as techniques. */
const edges: Readonly<Record<string, string>> = {
  CE_MODULE_LOAD: 'ESC-MODULE',
  CE_NSENTER: 'ESC-NSENTER',
  CE_PRIV_MOUNT: 'ESC-PRIV',
  CE_SYS_PTRACE: 'ESC-PTRACE',
  CE_UMH_CORE_PATTERN: 'ESC-CORE-PATTERN',
  CE_VAR_LOG_SYMLINK: 'ESC-VARLOG',
}

/** What KubeHound names otherwise or gets wrong in its own fixtures, by who can use it; the corpus says why. */
const besides: Readonly<Record<string, Judged>> = {
  'host-write-exploit-pod': { mustRaise: ['ESC-HOSTPATH-W', 'ESC-TOKEN-TRAVERSE'] },
  'host-read-exploit-pod': { mustRaise: ['ESC-HOSTPATH-R', 'ESC-TOKEN-TRAVERSE'], mustNotRaise: ['ESC-HOSTPATH-W'] },
  'sharedps-pod1-a': { mustRaise: ['ESC-SHAREPS'] },
  'sharedps-pod2-b': { mustRaise: ['ESC-SHAREPS'] },
  // Impersonation of users and groups in a namespaced Role means nothing.
  'system:serviceaccount:default:impersonate-sa': { mustNotRaise: ['IMPERSONATE-USER', 'IMPERSONATE-GROUP'] },
}

/** KubeHound's own test cluster: its list of escapes is a lower bound, but for kube-proxy, which is not in the manifests. */
function kubeHound(folder: string): Judgement[] {
  const { escapes } = readJson(folder, 'escapes_exact.json') as {
    readonly escapes: readonly { readonly container: string; readonly edge: string }[]
  }
  const raised = raisedTechniques(analysed(folder, manifestsIn(folder, 'attacks')).world)
  const expected = escapes
    .filter(({ container }) => container !== 'kube-proxy')
    .map(({ container, edge }) =>
      judge(`kubehound/${container} ${edge}`, { mustRaise: [edges[edge] ?? edge] }, idsOf(raised, container)),
    )
  const own = Object.entries(besides).map(([who, judged]) => judge(`kubehound/${who}`, judged, idsOf(raised, who)))
  return [...expected, ...own]
}

function manifestsIn(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => (below === '' ? path : `${below}/${path}`))
    .sort()
}

function analysed(folder: string, files: readonly string[], minor = 36): Takeover {
  const text = files.map((file) => readText(folder, file)).join('\n---\n')
  const name = files[0] ?? ''
  return analyse(clusterOf(name, text), { minor, podSecurityDefaults: builtInDefaults, targets: targetIds })
}

/** Ids of what is raised, by anybody or by one container or user name. */
function idsOf(raised: readonly Raised[], who?: string): ReadonlySet<string> {
  return new Set(
    raised.filter(({ by }) => who === undefined || nameOf(by) === who).map(({ technique }) => technique.id),
  )
}

function nameOf(by: Raised['by']): string {
  return by.kind === 'container' ? by.spot.container.name : userName(by.who)
}

function startsAs(start: Start, user: string): boolean {
  if (start.kind === 'identity') return userName(start.who) === user
  const { namespace, account } = start.load
  return userName({ kind: 'ServiceAccount', namespace, name: account }) === user
}

type Who = Extract<Start, { kind: 'identity' }>['who']

function userName(who: Who): string {
  return who.kind === 'ServiceAccount' ? `system:serviceaccount:${who.namespace}:${who.name}` : who.name
}

/** Holds what is raised against what must be, and must not. */
function judge(id: string, { mustRaise = [], mustNotRaise = [] }: Judged, found: ReadonlySet<string>): Judgement {
  const missing = mustRaise.filter((technique) => known.has(technique) && !found.has(technique))
  const wrong = mustNotRaise.filter((technique) => found.has(technique))
  const parts = [
    ...(missing.length > 0 ? [`does not raise ${missing.join(', ')}`] : []),
    ...(wrong.length > 0 ? [`raises ${wrong.join(', ')}`] : []),
  ]
  return { id, difference: parts.join('; '), unknown: mustRaise.filter((technique) => !known.has(technique)) }
}
