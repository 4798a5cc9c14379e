import {
  conform,
  type LabelSelector,
  labelSelectorShape,
  labelsMatch,
  pathIn,
  selectorMatches,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule, type Report } from '../rule.ts'

interface Place {
  readonly path: Path
  /** Plain labels, as in a Service, or a label selector. */
  readonly form: 'labels' | 'selector'
  /** Whether the API server refuses an object without one, instead of taking the template's labels. */
  readonly required: boolean
}

const spec: Path = ['spec', 'selector']
const selector: Place = { path: spec, form: 'selector', required: true }
const optional: Place = { path: spec, form: 'selector', required: false }
const labels: Place = { path: spec, form: 'labels', required: false }

const places: ReadonlyMap<string, Place> = new Map([
  ['apps/DaemonSet', selector],
  ['apps/Deployment', selector],
  ['apps/ReplicaSet', selector],
  ['apps/StatefulSet', selector],
  ['extensions/DaemonSet', optional],
  ['extensions/Deployment', optional],
  ['extensions/ReplicaSet', optional],
  ['argoproj.io/Rollout', optional],
  ['batch/Job', optional],
  ['batch/CronJob', { path: ['spec', 'jobTemplate', ...spec], form: 'selector', required: false }],
  ['/ReplicationController', labels],
  ['/DeploymentConfig', labels],
  ['apps.openshift.io/DeploymentConfig', labels],
])

/**
 * A controller that does not recognise the pods it makes.
 *
 * Restricted fields: spec.selector (spec.jobTemplate.spec.selector in a CronJob)
 * Allowed values:    one that matches spec.template.metadata.labels
 */
export const selectorMismatch = defineRule({
  id: 'selector-mismatch',
  title: "Selector does not match the template's labels",
  severity: 'medium',
  category: 'reliability',
  visit: 'workload',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when the selector of a controller does not match the labels of its own pod template, and when one of the `apps` group has no selector or an empty one, unless it is a patch, which shows in containers without images. Jobs, ReplicationControllers and DeploymentConfigs get a selector when they have none.',
  why: 'The API server refuses the object, so what it replaces stays as it is.',
  remedy: 'Give selector and template the same labels; the selector of an object that exists cannot be changed.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: cart
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
`,
  },
  *check({ workload }) {
    const { group, kind } = workload.resource
    const place = places.get(`${group}/${kind}`)
    const report = place && (place.form === 'labels' ? byLabels(workload, place) : bySelector(workload, place))
    if (report) yield report
  },
})

function byLabels({ resource, pod }: Workload, { path }: Place): Report | undefined {
  const at = pathIn(resource, ...path)
  const wanted = conform(valueIn(resource, ...path), { map: 'string' }, at, [])
  if (!wanted || Object.keys(wanted).length === 0 || labelsMatch(wanted, pod.metadata.labels)) return undefined
  return mismatch(at, words({ matchLabels: wanted }), pod.metadata.labels)
}

function bySelector(workload: Workload, { path, required }: Place): Report | undefined {
  const { resource, pod } = workload
  const at = pathIn(resource, ...path)
  const wanted = conform(valueIn(resource, ...path), labelSelectorShape, at, [])
  const isEmpty = !Object.keys(wanted?.matchLabels ?? {}).length && !wanted?.matchExpressions?.length
  if (wanted === undefined || isEmpty) {
    if (!isRequired(workload, required)) return undefined
    return { at, message: wanted ? 'the selector is empty' : 'there is no selector' }
  }
  if (selectorMatches(wanted, pod.metadata.labels)) return undefined
  return mismatch(at, words(wanted), pod.metadata.labels)
}

/** `apps/v1beta1` still filled the selector in. A patch leaves most of the pods out, and the selector with it. */
function isRequired({ resource, containers }: Workload, required: boolean): boolean {
  const isWhole = containers.length > 0 && containers.every(({ spec: { image } }) => image !== undefined)
  return required && isWhole && resource.apiVersion !== 'apps/v1beta1'
}

function mismatch(at: Path, wanted: string, found: Readonly<Record<string, string>> = {}): Report {
  const held = words({ matchLabels: found })
  return { at, message: `the selector wants ${wanted}, and the template has ${held || 'no labels'}` }
}

function words({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key = '', operator = '', values = [] }) =>
      [key, operator, ...(values.length > 0 ? [`(${values.join(', ')})`] : [])].join(' '),
    ),
  ].join(', ')
}
