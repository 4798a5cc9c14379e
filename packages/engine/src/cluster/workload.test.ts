import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { formatPath, readYaml } from '../yaml/index.ts'
import { resourcesOf } from './index.ts'

const containers = 'containers: [{ name: a, image: registry.example/a:1 }]'

/** Where the pod specs of a text are. */
const specsIn = (yaml: string) => clusterOf(yaml).workloads.map(({ pod }) => formatPath(pod.specPath()))

describe('pod templates', () => {
  it.each([
    ['a Pod', `apiVersion: v1\nkind: Pod\nspec: { ${containers} }`, ['spec']],
    [
      'a Deployment',
      `apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { ${containers} } } }`,
      ['spec.template.spec'],
    ],
    [
      'an old Deployment',
      `apiVersion: extensions/v1beta1\nkind: Deployment\nspec: { template: { spec: { ${containers} } } }`,
      ['spec.template.spec'],
    ],
    [
      'a CronJob',
      `apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { template: { spec: { ${containers} } } } } }`,
      ['spec.jobTemplate.spec.template.spec'],
    ],
    ['a PodTemplate', `apiVersion: v1\nkind: PodTemplate\ntemplate: { spec: { ${containers} } }`, ['template.spec']],
    [
      'an Argo Rollout',
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { template: { spec: { ${containers} } } }`,
      ['spec.template.spec'],
    ],
    [
      'a Knative Service',
      `apiVersion: serving.knative.dev/v1\nkind: Service\nspec: { template: { spec: { ${containers} } } }`,
      ['spec.template.spec'],
    ],
    [
      'an operator with several',
      `apiVersion: example.com/v1\nkind: Shop\nspec: { web: { podTemplate: { spec: { ${containers} } } }, workers: [{ template: { spec: { ${containers} } } }] }`,
      ['spec.web.podTemplate.spec', 'spec.workers[0].template.spec'],
    ],
    [
      'an item of a List',
      `apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap }\n  - { apiVersion: v1, kind: Pod, spec: { ${containers} } }`,
      ['items[1].spec'],
    ],
    ['a PodList', `apiVersion: v1\nkind: PodList\nitems:\n  - { spec: { ${containers} } }`, ['items[0].spec']],
    [
      'a custom resource without any',
      'apiVersion: example.com/v1\nkind: Shop\nspec: { containers: 3, template: none }',
      [],
    ],
    ['a ConfigMap that quotes one', `apiVersion: v1\nkind: ConfigMap\ndata: { pod: "spec: { ${containers} }" }`, []],
  ])('%s', (_, yaml, paths) => {
    expect(specsIn(yaml)).toEqual(paths)
  })
})

it('tells init containers, sidecars, regular and ephemeral containers apart', () => {
  const [workload] = clusterOf(`apiVersion: v1
kind: Pod
spec:
  containers: [{ name: web }]
  ephemeralContainers: [{ name: debug }]
  initContainers:
    - { name: setup }
    - { name: proxy, restartPolicy: Always }
`).workloads
  expect(workload?.containers.map(({ kind, name, path }) => [kind, name, formatPath(path('image'))])).toEqual([
    ['init', 'setup', 'spec.initContainers[0].image'],
    ['sidecar', 'proxy', 'spec.initContainers[1].image'],
    ['regular', 'web', 'spec.containers[0].image'],
    ['ephemeral', 'debug', 'spec.ephemeralContainers[0].image'],
  ])
})

it('takes values of the wrong type for none, and remembers them', () => {
  const [workload] = clusterOf(`apiVersion: v1
kind: Pod
spec:
  hostNetwork: "yes"
  containers:
    - { name: web, securityContext: { privileged: "true", runAsUser: root }, ports: http }
    - nothing
`).workloads
  expect(workload?.pod.spec.hostNetwork).toBeUndefined()
  expect(workload?.containers[0]?.securityContext).toEqual({})
  expect(workload?.problems.map(({ path }) => formatPath(path)).sort()).toEqual([
    'spec.containers[0].ports',
    'spec.containers[0].securityContext.privileged',
    'spec.containers[0].securityContext.runAsUser',
    'spec.containers[1]',
    'spec.hostNetwork',
  ])
})

it.each(['{ os: { name: windows } }', '{ nodeSelector: { kubernetes.io/os: windows } }'])(
  'knows Windows pods by %s',
  (spec) => {
    expect(clusterOf(`apiVersion: v1\nkind: Pod\nspec: ${spec}`).workloads[0]?.windows).toBe(true)
  },
)

it('knows the owner of what a controller made, when it is there', () => {
  const owned = `apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web-1, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true }] }
spec: { template: { spec: { ${containers} } } }
`
  const owner = `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: {}\n`
  expect(clusterOf(owned + owner).workloads[0]?.owner?.name).toBe('web')
  expect(clusterOf(owned).workloads[0]?.owner).toBeUndefined()
})

describe('documents', () => {
  const contentOf = (text: string) => {
    const [document] = readYaml('a.yaml', text).documents
    return document && resourcesOf(document)
  }

  it.each([
    ['a values file', 'replicas: 3\nimage: { tag: 1 }\n'],
    ['a compose file', 'services: { web: { image: a } }\n'],
    ['a list of things', '- a\n- b\n'],
    ['a scalar', 'hello\n'],
  ])('that are nothing of Kubernetes: %s', (_, text) => {
    expect(contentOf(text)).toMatchObject({ foreign: true, resources: [] })
  })

  it('may be nested Lists', () => {
    const inner = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }'
    const nested = `apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: List, items: [${inner}] }, ${inner}]\n`
    expect(contentOf(nested)?.resources.map(({ base }) => formatPath(base))).toEqual(['items[0].items[0]', 'items[1]'])
  })
})

describe('the cluster', () => {
  const cluster = clusterOf(`apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop, labels: { app: a, tier: x } }
spec: { ${containers} }
---
apiVersion: v1
kind: Pod
metadata: { name: b, labels: { app: b } }
spec: { ${containers} }
`)

  it('finds objects by kind, namespace and name; one without a namespace counts to default', () => {
    expect(cluster.find('Pod', 'shop', 'a')?.name).toBe('a')
    expect(cluster.find('Pod', undefined, 'b')?.name).toBe('b')
    expect(cluster.find('Pod', 'default', 'a')).toBeUndefined()
  })

  it('finds workloads by selectors within their namespace', () => {
    const names = (found: Iterable<{ resource: { name: string } }>) => [...found].map(({ resource }) => resource.name)
    expect(names(cluster.selectedByLabels('shop', { app: 'a' }))).toEqual(['a'])
    expect(names(cluster.selectedByLabels('default', { app: 'a' }))).toEqual([])
    expect(names(cluster.selected('shop', {}))).toEqual(['a'])
    expect(
      names(cluster.selected('shop', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] })),
    ).toEqual([])
  })
})
