import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { applyEdits } from '../../fixes/index.ts'
import { noExemptions } from '../admission/exemptions.ts'
import { formatPolicy } from '../levels.ts'
import { type NamespacePlan, planNamespaces, type PlanOptions } from './plan.ts'

const prefix = 'pod-security.kubernetes.io/'

const namespace = (name: string, labels: Record<string, string> = {}) => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: ${JSON.stringify(Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value])))}
---`

const good = `
          securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }`

const deployment = (name: string, container: string, pod = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:${pod}
      containers:
        - name: app
          image: registry.example/${name}:1.0.0${container}
---`

const privileged = `
          securityContext: { privileged: true }`

function plan(yaml: string, options: Partial<PlanOptions> = {}): NamespacePlan[] {
  return planNamespaces(clusterOf(yaml), {
    version: 'latest',
    goal: 'restricted',
    from: 25,
    exemptions: noExemptions,
    ...options,
  })
}

function planOf(yaml: string, options: Partial<PlanOptions> = {}): NamespacePlan {
  const [first, ...more] = plan(yaml, options)
  if (first === undefined || more.length > 0) throw new Error('not exactly one namespace')
  return first
}

const names = (blockers: NamespacePlan['blockers'][keyof NamespacePlan['blockers']]) =>
  blockers.map(({ subject, fields }) => `${subject.owner.name}: ${fields.length}`)

describe('the level that a namespace could enforce', () => {
  it.each([
    ['restricted', deployment('web', good)],
    ['baseline', deployment('web', good) + deployment('cart', '')],
    ['privileged', deployment('web', good) + deployment('cart', '') + deployment('agent', privileged)],
  ])('is %s when the worst of its pods passes that', (level, yaml) => {
    expect(planOf(namespace('shop') + yaml).enforceable).toBe(level)
  })

  it('counts CronJobs, workloads scaled to zero, bare pods and pods in custom resources', () => {
    const others = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: a }
spec:
  schedule: "0 0 * * *"
  jobTemplate: { spec: { template: { spec: { hostPID: true, restartPolicy: Never, containers: [{ name: a, image: a:1 }] } } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: off, namespace: b }
spec:
  replicas: 0
  selector: { matchLabels: { app: off } }
  template: { metadata: { labels: { app: off } }, spec: { hostPID: true, containers: [{ name: a, image: a:1 }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: canary, namespace: c }
spec:
  template: { spec: { hostPID: true, containers: [{ name: a, image: a:1 }] } }
---
apiVersion: v1
kind: PodTemplate
metadata: { name: spare, namespace: d }
template: { spec: { hostPID: true, containers: [{ name: a, image: a:1 }] } }
`
    const plans = plan(others)
    expect(plans.map((each) => [each.namespace, each.enforceable])).toEqual([
      ['a', 'privileged'],
      ['b', 'privileged'],
      ['c', 'privileged'],
      ['d', 'privileged'],
    ])
    expect(plans.map(({ subjects }) => subjects[0]?.embedded)).toEqual([false, false, true, false])
  })

  it('is that of the pod that a template makes, with what the API server fills in', () => {
    const spec = '\n      hostNetwork: true'
    const port = '\n          ports: [{ containerPort: 80 }]'
    const { blockers } = planOf(deployment('web', port, spec))
    expect(blockers.baseline[0]?.violations.map(({ check }) => check)).toEqual(['hostNamespaces', 'hostPorts'])
  })

  it('may be stricter at an older version of the policy', () => {
    const probe = `${good}
          livenessProbe: { httpGet: { port: 80, host: 127.0.0.1 } }`
    const { enforceable, pinned, stages } = planOf(namespace('shop') + deployment('web', probe))
    expect(enforceable).toBe('privileged')
    expect(pinned && formatPolicy(pinned)).toBe('restricted:v1.33')
    expect(stages[0]?.labels).toMatchObject({
      [`${prefix}enforce`]: 'restricted',
      [`${prefix}enforce-version`]: 'v1.33',
    })
  })
})

describe('what stands in the way', () => {
  it('is told for each level, the most fields first', () => {
    const { blockers } = planOf(deployment('web', good) + deployment('cart', '') + deployment('agent', privileged))
    expect(names(blockers.baseline)).toEqual(['agent: 1'])
    expect(names(blockers.restricted)).toEqual(['agent: 5', 'cart: 4'])
  })

  it('is gone after the edits that are named, applied to the text', () => {
    const yaml = deployment('cart', '', '\n      hostIPC: true') + deployment('agent', privileged)
    const [first] = plan(yaml)
    const edits = (first?.blockers.restricted ?? []).flatMap(({ subject, lifts }) =>
      lifts
        .flatMap(({ changes }) => changes)
        .map((change) => ({ ...change, document: subject.workload.resource.document.index })),
    )
    expect(planOf(applyEdits(yaml, edits)).enforceable).toBe('restricted')
  })

  it('is only about baseline when that is the goal', () => {
    const { blockers, stages } = planOf(namespace('shop') + deployment('cart', ''), { goal: 'baseline' })
    expect(blockers).toEqual({ baseline: [], restricted: [] })
    expect(stages).toHaveLength(1)
  })
})

const replicaSetWithPods = `
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  { name: web-1, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: d, controller: true }] }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: "a:1", securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } } }] }
---
${['web-1-a', 'web-1-b']
  .map(
    (name) => `apiVersion: v1
kind: Pod
metadata:
  { name: ${name}, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: r, controller: true }] }
spec:
  initContainers: [{ name: istio-init, image: "i:1", securityContext: { capabilities: { add: [NET_ADMIN] } } }]
  containers: [{ name: app, image: "a:1", securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } } }]
status: { phase: Running }
---
`,
  )
  .join('')}`

describe('pods that run', () => {
  it('count with what was put into them after their template, once for all that are alike', () => {
    const { enforceable, subjects, blockers } = planOf(namespace('shop') + deployment('web', good) + replicaSetWithPods)
    expect(enforceable).toBe('privileged')
    expect(subjects.map(({ kind, owner }) => `${kind} of ${owner.kind} ${owner.name}`)).toEqual([
      'template of Deployment web',
      'pod of Deployment web',
      'pod of Deployment web',
    ])
    expect(subjects[1]?.injected?.containers).toEqual(['istio-init'])
    expect(blockers.baseline).toHaveLength(1)
    expect(blockers.baseline[0]?.alike).toHaveLength(1)
  })

  it('are time bombs where the policy that is enforced refuses them', () => {
    const yaml = namespace('shop', { enforce: 'baseline' }) + deployment('web', good) + replicaSetWithPods
    const { refused } = planOf(yaml)
    expect(refused.map(({ subject, message }) => [subject.kind, message])).toEqual([
      ['pod', expect.stringMatching(/^violates PodSecurity "baseline:latest": non-default capabilities/)],
      ['pod', expect.stringMatching(/"NET_ADMIN"/)],
    ])
    expect(refused[0]?.trigger).toMatch(/drain/)
  })

  it('do not count once they have come to their end', () => {
    expect(planOf(replicaSetWithPods.replaceAll('phase: Running', 'phase: Succeeded')).subjects).toHaveLength(1)
  })
})

describe('exemptions', () => {
  const yaml =
    namespace('shop', { enforce: 'restricted' }) + deployment('agent', privileged, '\n      runtimeClassName: vm')

  it.each([
    ['of the namespace', { namespaces: ['shop'], runtimeClasses: [] }],
    ['of the runtime class', { namespaces: [], runtimeClasses: ['vm'] }],
  ])('%s let pods be made', (_, exemptions) => {
    expect(planOf(yaml).refused).toHaveLength(1)
    expect(planOf(yaml, { exemptions }).refused).toEqual([])
  })

  it('of the namespace leave nothing to label', () => {
    expect(planOf(yaml, { exemptions: { namespaces: ['shop'], runtimeClasses: [] } })).toMatchObject({
      exempt: true,
      stages: [],
    })
  })
})

describe('the forecast', () => {
  it('names the versions that refuse or take a pod, and says whether to pin', () => {
    const probe = `
          readinessProbe: { tcpSocket: { port: 80, host: 10.0.0.1 } }`
    const { forecast, policy } = planOf(namespace('shop', { enforce: 'baseline' }) + deployment('web', probe))
    expect(formatPolicy(policy.enforce)).toBe('baseline:latest')
    expect(forecast.map(({ level, minor, refused }) => [level, minor, refused.length])).toEqual([['baseline', 34, 1]])
  })

  it('follows where nothing changes, and where an older policy would refuse', () => {
    expect(planOf(deployment('web', good)).advice).toMatchObject({
      choice: 'follow',
      reason: expect.stringMatching(/no version up to v1\.37/),
    })
    const root = `
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }`
    const { enforceable, advice, forecast } = planOf(deployment('web', root, '\n      hostUsers: false'))
    expect(enforceable).toBe('restricted')
    expect(forecast).toMatchObject([{ level: 'restricted', minor: 35, refused: [], allowed: [{}] }])
    expect(advice).toMatchObject({
      choice: 'follow',
      reason: 'web (runAsNonRoot != true) would be refused by policies older than v1.35',
    })
  })

  it('starts at the version that the cluster has', () => {
    const probe = `
          readinessProbe: { tcpSocket: { port: 80, host: 10.0.0.1 } }`
    expect(
      planOf(namespace('shop', { enforce: 'baseline' }) + deployment('web', probe), { from: 34 }).forecast,
    ).toEqual([])
  })
})

describe('hostUsers: false', () => {
  const root = `
          securityContext: { runAsUser: 0 }`

  it('is another way to restricted for a workload that runs as root', () => {
    expect(planOf(deployment('web', root)).alternatives).toMatchObject([
      { userNamespace: { lifts: ['runAsNonRoot', 'runAsUser'] } },
    ])
  })

  it.each([
    ['before v1.35', { version: 34 }, ''],
    ['on the host network', {}, '\n      hostNetwork: true'],
    ['where it is set', {}, '\n      hostUsers: false'],
  ])('is none %s', (_, options, pod) => {
    expect(planOf(deployment('web', root, pod), options).alternatives).toEqual([])
  })

  it('names volumes that may not be mapped', () => {
    const volumes =
      '\n      volumes: [{ name: share, persistentVolumeClaim: { claimName: a } }, { name: old, nfs: { server: a, path: / } }]'
    // The NFS volume itself is refused by restricted, and an edit of a person's is needed.
    expect(planOf(deployment('web', root, volumes)).alternatives[0]?.userNamespace.conditions.join()).toMatch(/old/)
  })
})

describe('the roll-out', () => {
  it('warns and audits first, enforces what passes, then more as blockers go', () => {
    const { stages } = planOf(namespace('shop') + deployment('cart', '') + deployment('web', good))
    expect(stages).toEqual([
      {
        after: undefined,
        enforces: 'baseline',
        labels: { [`${prefix}enforce`]: 'baseline', [`${prefix}audit`]: 'restricted', [`${prefix}warn`]: 'restricted' },
      },
      {
        after: '1 workload is mended or moved and no new warning comes',
        enforces: 'restricted',
        labels: { [`${prefix}enforce`]: 'restricted' },
      },
    ])
  })

  it('has nothing to do where all is set', () => {
    const labels = { enforce: 'restricted', audit: 'restricted', warn: 'restricted' }
    expect(planOf(namespace('shop', labels) + deployment('web', good)).stages).toEqual([])
  })

  it('never takes back what is enforced', () => {
    const { stages } = planOf(namespace('shop', { enforce: 'restricted' }) + deployment('cart', ''))
    expect(stages.map(({ labels }) => labels[`${prefix}enforce`])).toEqual([undefined])
  })

  it('unpins a version that is older than what passes at latest', () => {
    const labels = { enforce: 'baseline', 'enforce-version': 'v1.24' }
    const { stages } = planOf(namespace('shop', labels) + deployment('web', good))
    expect(stages[0]?.labels).toMatchObject({
      [`${prefix}enforce`]: 'restricted',
      [`${prefix}enforce-version`]: 'latest',
    })
  })

  it('leaves the namespaces of Kubernetes alone', () => {
    const [plan_] = plan(
      namespace('kube-system') + deployment('web', good).replaceAll('namespace: shop', 'namespace: kube-system'),
    )
    expect(plan_?.stages).toEqual([])
  })
})

it('puts namespaces with refused pods first, then those with the widest gap, then those without pods', () => {
  const inNamespace = (yaml: string, name: string) => yaml.replaceAll('namespace: shop', `namespace: ${name}`)
  const plans = plan(
    namespace('empty') +
      namespace('done', { enforce: 'restricted' }) +
      inNamespace(deployment('a', good), 'done') +
      namespace('gap') +
      inNamespace(deployment('b', good), 'gap') +
      namespace('bomb', { enforce: 'baseline' }) +
      inNamespace(deployment('c', privileged), 'bomb'),
  )
  expect(plans.map((each) => each.namespace)).toEqual(['bomb', 'gap', 'done', 'empty'])
})

describe('a namespace of their own', () => {
  it('is proposed for the few that hold the others back, with what the move breaks', () => {
    const service = `
apiVersion: v1
kind: Service
metadata: { name: agent, namespace: shop }
spec: { selector: { app: agent } }
---`
    const { splits } = planOf(
      namespace('shop') + deployment('web', '') + deployment('cart', '') + deployment('agent', privileged) + service,
    )
    expect(splits.map(({ level, proposal }) => [level, proposal.target])).toEqual([['baseline', 'shop-privileged']])
    expect(splits[0]?.proposal.consequences).toContainEqual(
      expect.objectContaining({ kind: 'service', action: 'moves' }),
    )
  })

  it('is not proposed where many hold it back', () => {
    expect(planOf(deployment('web', '') + deployment('agent', privileged)).splits).toEqual([])
  })
})
