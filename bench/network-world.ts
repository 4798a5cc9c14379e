/** What a network made for a benchmark is like. */
export interface NetworkOptions {
  readonly pods: number
  readonly policies: number
  readonly namespaces: number
}

type Made = Readonly<Record<string, unknown>>

/**
 * The objects of a large cluster with its policies: pods of Deployments with versions and addresses, some on the network
 * of their node; policies with expressions, named ports, ranges of ports, and blocks of addresses inside and outside. The
 * same options give the same objects.
 */
export function* networkObjects({ pods, policies, namespaces }: NetworkOptions): Generator<Made> {
  const random = randomFrom(20_261_124)
  const nodes = Math.ceil(pods / 100)
  for (let i = 0; i < nodes; i++) {
    const labels = { 'kubernetes.io/os': 'linux', zone: `zone-${i % 3}` }
    yield { kind: 'Node', metadata: { name: `node-${i}`, labels }, status: { addresses: [internal(172, i)] } }
  }
  for (let i = 0; i < namespaces; i++) {
    const labels = { team: `team-${i % 20}`, stage: stages[i % stages.length] }
    yield { kind: 'Namespace', metadata: { name: `ns-${i}`, labels } }
  }
  for (let i = 0; i < pods; i++) yield podOf(i, namespaces, nodes)
  for (let i = 0; i < policies; i++) yield policyOf(i, namespaces, random)
}

const stages = ['prod', 'test', 'dev']
const tiers = ['front', 'back', 'data', 'batch']

function podOf(i: number, namespaces: number, nodes: number): Made {
  const app = Math.floor(i / namespaces) % 12
  const namespace = `ns-${i % namespaces}`
  const onNode = i % 250 === 249
  const labels = { app: `app-${app}`, tier: tiers[app % 4], ...(i % 3 === 0 ? { version: `v${i % 2}` } : {}) }
  const port = 8000 + (app % 5)
  return {
    kind: 'Pod',
    metadata: {
      name: `app-${app}-${i}`,
      namespace,
      labels,
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: `app-${app}`, controller: true }],
    },
    spec: {
      nodeName: `node-${i % nodes}`,
      ...(onNode ? { hostNetwork: true } : {}),
      containers: [
        {
          name: 'app',
          ports: [
            { name: 'http', containerPort: port },
            { name: 'metrics', containerPort: 9090 },
            ...(app % 4 === 2 ? [{ name: 'dns', containerPort: 5353, protocol: 'UDP' }] : []),
          ],
        },
      ],
    },
    status: { phase: 'Running', podIP: onNode ? address(172, i % nodes) : address(10, i) },
  }
}

function policyOf(i: number, namespaces: number, random: (below: number) => number): Made {
  const rules = (field: 'from' | 'to') =>
    Array.from({ length: 1 + random(4) }, () => ({
      ...(random(10) === 0 ? {} : { [field]: Array.from({ length: 1 + random(3) }, () => peer(random)) }),
      ...(random(8) === 0 ? {} : { ports: Array.from({ length: 1 + random(3) }, () => portOf(random)) }),
    }))
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${i}`, namespace: `ns-${i % namespaces}` },
    spec: {
      podSelector: random(6) === 0 ? {} : podSelector(random),
      policyTypes: random(3) === 0 ? ['Ingress'] : ['Ingress', 'Egress'],
      ingress: rules('from'),
      egress: rules('to'),
    },
  }
}

function peer(random: (below: number) => number): Made {
  const kind = random(8)
  if (kind < 2) return { ipBlock: blockOf(random) }
  if (kind < 4) return { podSelector: podSelector(random) }
  if (kind < 6) return { namespaceSelector: namespaceSelector(random), podSelector: podSelector(random) }
  return { namespaceSelector: namespaceSelector(random) }
}

function blockOf(random: (below: number) => number): Made {
  const kind = random(4)
  if (kind === 0) return { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] }
  // Some blocks hold addresses of pods.
  if (kind === 1) return { cidr: `10.0.${random(40)}.0/24` }
  return { cidr: `${20 + random(60)}.${random(256)}.0.0/16`, ...(random(3) === 0 ? { except: [] } : {}) }
}

function podSelector(random: (below: number) => number): Made {
  const app = () => `app-${random(12)}`
  const kind = random(6)
  if (kind < 2) return { matchLabels: { app: app() } }
  if (kind === 2) return { matchExpressions: [{ key: 'app', operator: 'In', values: [app(), app()] }] }
  if (kind === 3) return { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [app()] }] }
  const operator = random(2) === 0 ? 'Exists' : 'DoesNotExist'
  if (kind === 4) return { matchExpressions: [{ key: 'version', operator }] }
  return { matchLabels: { tier: tiers[random(4)] } }
}

function namespaceSelector(random: (below: number) => number): Made {
  const kind = random(5)
  if (kind === 0) return {}
  if (kind === 1) return { matchLabels: { stage: stages[random(3)] } }
  if (kind === 2) return { matchExpressions: [{ key: 'team', operator: 'NotIn', values: [`team-${random(20)}`] }] }
  return { matchLabels: { team: `team-${random(20)}` } }
}

function portOf(random: (below: number) => number): Made {
  const kind = random(6)
  if (kind === 0) return { port: 'http' }
  if (kind === 1) return { port: 'metrics' }
  if (kind === 2) return { port: 'dns', protocol: 'UDP' }
  if (kind === 3) return { port: 30_000 + random(10) * 100, endPort: 31_000 }
  if (kind === 4) return { port: 53, protocol: random(2) === 0 ? 'UDP' : 'TCP' }
  return { port: 8000 + random(6) }
}

function internal(first: number, i: number): Made {
  return { type: 'InternalIP', address: address(first, i) }
}

function address(first: number, i: number): string {
  return `${first}.${first === 172 ? 18 : 0}.${i >>> 8}.${i & 255}`
}

/** Numbers from 0 to below a bound, the same ones for the same seed (a linear congruential generator, upper bits). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
