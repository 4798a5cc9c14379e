import { clusterOf, readText } from '../judge.ts'
import { buildNetwork, type Network, type PeerRef } from '../../packages/engine/src/network/index.ts'
import type { Suite } from '../suite.ts'

/** Well-known recipes of NetworkPolicies, each in a world of pods that it is about, held against what its name promises. */
export const recipes: Suite = {
  name: 'recipes',
  folder: 'net/recipes',
  run(folder) {
    const cases = Object.entries(promises).flatMap(([file, { allowed, denied }]) => {
      // The recipes are made to be applied in the namespace `default`.
      const { resources } = clusterOf('recipe', `${readText(folder, `${file}.yaml`)}\n---\n${world}`)
      const network = buildNetwork(
        resources.map(({ object }) => ({
          ...object,
          metadata: { namespace: 'default', ...(object['metadata'] as Readonly<Record<string, unknown>>) },
        })),
      )
      return [
        ...allowed.map((way) => ({ id: `${file}: ${way}`, difference: difference(network, way, 'allow') })),
        ...denied.map((way) => ({ id: `${file}: ${way}`, difference: difference(network, way, 'deny') })),
      ]
    })
    return { cases, outOfScope: [] }
  },
}

function difference(network: Network, way: string, expected: 'allow' | 'deny'): string {
  const [from = '', to = '', end = '80'] = way.split(/ > | /)
  const [protocol, port] = end.startsWith('UDP/') ? (['UDP', end.slice(4)] as const) : (['TCP', end] as const)
  const found = network.verdict(sideOf(from), sideOf(to), { port: Number(port), protocol })
  return found.verdict === expected ? '' : `${found.verdict}, not ${expected}: ${found.reasons.join(' ')}`
}

function sideOf(name: string): PeerRef {
  if (name === 'internet') return { ip: '93.184.215.14' }
  return { pod: name.includes('/') ? name : `default/${name}` }
}

interface Promises {
  /** Ways as `from > to port`, at TCP 80 where no port is said. */
  readonly allowed: readonly string[]
  readonly denied: readonly string[]
}

const promises: Readonly<Record<string, Promises>> = {
  '01-deny-all-traffic-to-an-application': {
    allowed: ['web > foo', 'foo > other/foo', 'web > internet 443'],
    denied: ['foo > web', 'other/foo > web', 'internet > web'],
  },
  '02-limit-traffic-to-an-application': {
    allowed: ['search > api', 'db > api 6379', 'foo > db', 'foo > search'],
    denied: ['foo > api', 'inventory > api', 'other/foo > api', 'internet > api'],
  },
  '02a-allow-all-traffic-to-an-application': {
    allowed: ['foo > web', 'other/foo > web UDP/5000', 'internet > web'],
    denied: [],
  },
  '03-deny-all-non-whitelisted-traffic-in-the-namespace': {
    allowed: ['foo > other/foo', 'foo > internet 443', 'web > prod/client'],
    denied: ['foo > web', 'other/foo > db', 'internet > foo', 'prod/client > api'],
  },
  '04-deny-traffic-from-other-namespaces': {
    allowed: ['foo > web', 'web > db', 'foo > other/foo', 'foo > internet'],
    denied: ['other/foo > web', 'prod/client > foo', 'internet > db'],
  },
  '05-allow-traffic-from-all-namespaces': {
    allowed: ['foo > web', 'other/foo > web', 'prod/client > web'],
    denied: ['internet > web'],
  },
  '06-allow-traffic-from-a-namespace': {
    allowed: ['prod/client > web', 'other/foo > foo'],
    denied: ['foo > web', 'other/foo > web', 'internet > web'],
  },
  '07-allow-traffic-from-some-pods-in-another-namespace': {
    allowed: ['operations/probe > web'],
    denied: ['operations/client > web', 'monitor > web', 'other/foo > web', 'internet > web'],
  },
  '08-allow-external-traffic': { allowed: ['internet > web', 'other/foo > web', 'foo > web'], denied: [] },
  '09-allow-traffic-only-to-a-port': {
    allowed: ['monitor > apiserver 5000', 'foo > web'],
    denied: ['monitor > apiserver 8000', 'monitor > apiserver UDP/5000', 'foo > apiserver 5000'],
  },
  '10-allowing-traffic-with-multiple-selectors': {
    allowed: ['search > db 6379', 'api > db 6379', 'inventory > db 6379'],
    denied: ['foo > db 6379', 'other/foo > db 6379', 'monitor > db 6379'],
  },
  '11-deny-egress-traffic-from-an-application': {
    allowed: ['web > foo', 'web > internet 443', 'internet > foo'],
    denied: ['foo > web', 'foo > internet 443', 'foo > kube-system/dns UDP/53'],
  },
  '11-deny-egress-traffic-from-an-application-1': {
    allowed: ['foo > kube-system/dns UDP/53', 'foo > kube-system/dns 53', 'web > internet 443'],
    denied: ['foo > web', 'foo > internet UDP/53', 'foo > kube-system/dns 443', 'foo > kube-system/other UDP/53'],
  },
  '12-deny-all-non-whitelisted-traffic-from-the-namespace': {
    allowed: ['other/foo > web', 'other/foo > internet 443'],
    denied: ['foo > web', 'web > other/foo', 'db > internet 443', 'web > kube-system/dns UDP/53'],
  },
  '14-deny-external-egress-traffic': {
    allowed: ['foo > kube-system/dns UDP/53', 'web > internet 443'],
    denied: ['foo > internet 443', 'foo > internet 53', 'foo > kube-system/dns 9153'],
  },
}

let addresses = 0
const pod = (name: string, labels: string) => {
  const [namespace, own] = name.includes('/') ? name.split('/') : ['default', name]
  return `apiVersion: v1
kind: Pod
metadata: { namespace: ${namespace}, name: ${own}, labels: { ${labels} } }
spec: { containers: [{ name: app, image: registry.example/app }] }
status: { podIPs: [{ ip: 10.0.0.${++addresses} }] }
`
}

const namespace = (name: string, labels = '') =>
  `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`

const world = [
  namespace('default'),
  namespace('other'),
  namespace('kube-system'),
  namespace('prod', 'purpose: production'),
  namespace('operations', 'team: operations'),
  pod('web', 'app: web'),
  pod('foo', 'app: foo'),
  pod('api', 'app: bookstore, role: api'),
  pod('search', 'app: bookstore, role: search'),
  pod('db', 'app: bookstore, role: db'),
  pod('inventory', 'app: inventory, role: web'),
  pod('apiserver', 'app: apiserver'),
  pod('monitor', 'app: monitor, role: monitoring, type: monitoring'),
  pod('other/foo', 'app: foo'),
  pod('prod/client', 'app: client'),
  pod('operations/client', 'app: client'),
  pod('operations/probe', 'app: probe, type: monitoring'),
  pod('kube-system/dns', 'k8s-app: kube-dns'),
  pod('kube-system/other', 'app: other'),
].join('---\n')
