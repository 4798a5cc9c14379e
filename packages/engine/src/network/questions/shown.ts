import { isEmpty, keepOnly } from '../bits.ts'
import type { Model } from '../network.ts'
import type { Term } from '../policy/policy.ts'
import { meets, termsIn } from './terms.ts'

/**
 * What a selector of pods finds. `nothing`: none of the pods that it should mean, which are there; `hosts`: only pods on
 * the network of their node; `unshown`: nothing of the namespaces that it means is in the input; `unknown`: it may mean
 * something, for labels of namespaces, or those that controllers give pods, are not in the input.
 */
export type Selection = 'pods' | 'hosts' | 'nothing' | 'unshown' | 'unknown'

/** Labels that controllers put on the pods that they make, which no template shows. */
const givenByControllers = new Set([
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/job-completion-index',
  'deploymentconfig',
])

/** Whether controllers put this label on the pods that they make, so that no template shows it. */
export function isGivenByController(key: string): boolean {
  return givenByControllers.has(key)
}

export function selectionOf(model: Model, terms: readonly Term[]): Selection {
  const { pods, hostPods } = model.classes.selected(terms)
  if (!isEmpty(pods)) return 'pods'
  if (!isEmpty(hostPods)) return 'hosts'
  if (terms.some(isGiven) && isSelected(model, terms.map(withoutGiven))) return 'unknown'
  let isMeant = false
  const shown = namespacesOf(model)
  const named = namespaceNamed(terms)
  for (const namespace of named === undefined ? shown : [named].filter((each) => shown.has(each))) {
    const { fits } = termsIn(model, terms, namespace)
    if (fits === undefined && isSelected(model, podTerms(terms), namespace)) return 'unknown'
    if (fits === true) isMeant = true
  }
  return isMeant || showsCluster(model) ? 'nothing' : 'unshown'
}

/** The one namespace that a selector names, so that the others need not be looked at. */
function namespaceNamed(terms: readonly Term[]): string | undefined {
  for (const { labels, selector } of terms) {
    if (labels === 'pod') continue
    const key = labels === 'namespace' ? 'kubernetes.io/metadata.name' : 'io.kubernetes.pod.namespace'
    const name = selector.matchLabels?.[key]
    if (name !== undefined) return name
  }
  return undefined
}

/** Whether a selector asks for any label of pods, beyond their namespace; to be without some is asked of any to come. */
export function picksPods(model: Model, terms: readonly Term[]): boolean {
  return termsIn(model, terms, '').requirements.some((each) => !meets(each, {}))
}

/** Every cluster has this one, and hardly anybody declares it: where it is, the input is a whole cluster. */
function showsCluster({ hasNamespace }: Model): boolean {
  return hasNamespace('kube-system')
}

const namespaces = new WeakMap<Model, ReadonlySet<string>>()

/** The namespaces that have pods. */
function namespacesOf(model: Model): ReadonlySet<string> {
  let found = namespaces.get(model)
  if (found === undefined) {
    found = new Set(model.endpoints.filter(({ kind }) => kind === 'pod').map(({ namespace }) => namespace))
    namespaces.set(model, found)
  }
  return found
}

function isSelected({ classes }: Model, terms: readonly Term[], namespace?: string): boolean {
  const { pods, hostPods } = classes.selected(terms)
  if (namespace === undefined) return !isEmpty(pods) || !isEmpty(hostPods)
  return [pods, hostPods].some((bits) => {
    const own = bits.slice()
    keepOnly(own, classes.inNamespace(namespace))
    return !isEmpty(own)
  })
}

/** Without what is asked of namespaces. */
function podTerms(terms: readonly Term[]): Term[] {
  return terms.flatMap((term) => {
    if (term.labels === 'namespace') return []
    return [filtered(term, (key) => !key.startsWith('io.cilium.k8s.namespace.labels.'))]
  })
}

function isGiven({ labels, selector: { matchLabels = {}, matchExpressions = [] } }: Term): boolean {
  if (labels === 'namespace') return false
  return (
    Object.keys(matchLabels).some((key) => givenByControllers.has(key)) ||
    matchExpressions.some(({ key = '' }) => givenByControllers.has(key))
  )
}

function withoutGiven(term: Term): Term {
  return term.labels === 'namespace' ? term : filtered(term, (key) => !givenByControllers.has(key))
}

function filtered(
  { labels, selector: { matchLabels = {}, matchExpressions = [] } }: Term,
  keeps: (key: string) => boolean,
): Term {
  return {
    labels,
    selector: {
      matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => keeps(key))),
      matchExpressions: matchExpressions.filter(({ key = '' }) => keeps(key)),
    },
  }
}

/** Whether a selector means pods of a namespace, as far as can be told. */
export function meansNamespace(model: Model, terms: readonly Term[], namespace: string): boolean {
  return termsIn(model, terms, namespace).fits === true
}
