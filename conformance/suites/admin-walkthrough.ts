import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildNetwork } from '../../packages/engine/src/network/index.ts'
import { clusterOf, readJson, readText } from '../judge.ts'
import type { Suite } from '../suite.ts'

interface Walk {
  /** `demo/deployment/a -> demo/pod/b TCP 80`, or `demo2/[app=nginx]` for a pod with labels alone. */
  readonly traffic: string
  readonly verdict: 'allowed' | 'denied'
  readonly ingress: readonly { readonly rule?: string; readonly policy?: string; readonly result: string }[]
}

/** AdminNetworkPolicies of the walk-through that policy-assistant explains, tier by tier. */
export const adminWalkthrough: Suite = {
  name: 'admin-walkthrough',
  folder: 'net/anp/walkthrough',
  run(folder) {
    const files = [
      ...readdirSync(folder).filter((file) => file.endsWith('.yaml')),
      ...readdirSync(join(folder, 'policies')).map((file) => `policies/${file}`),
    ]
    const { resources } = clusterOf('walkthrough', files.map((file) => readText(folder, file)).join('\n---\n'))
    const network = buildNetwork([...resources.map(({ object }) => object), ...besides])
    const walks = readJson(folder, 'expected.json') as readonly Walk[]
    const cases = walks.map(({ traffic, verdict, ingress }) => {
      const [from = '', to = '', port] = traffic.split(/ -> | TCP /)
      const found = network.verdict({ pod: podOf(from) }, { pod: podOf(to) }, { port: Number(port), protocol: 'TCP' })
      const wrong = found.verdict === (verdict === 'allowed' ? 'allow' : 'deny') ? [] : [`is ${found.verdict}`]
      // Policies are walked to the one that decides, which is the last; Warrant names it.
      const decides = ingress.at(-1)
      const policy = policyOf[decides?.rule ?? ''] ?? decides?.policy ?? ''
      if (!found.reasons.some((reason) => reason.includes(policy)))
        wrong.push(`does not name ${policy}: ${found.reasons.join(' ')}`)
      return { id: traffic, difference: wrong.join('; ') }
    })
    return { cases, outOfScope: [] }
  },
}

/** What the walk-through speaks of and has no manifest for. */
const besides = [
  { kind: 'Namespace', metadata: { name: 'demo2', labels: { development: 'true' } } },
  {
    kind: 'Pod',
    metadata: { namespace: 'demo2', name: 'nginx', labels: { app: 'nginx' } },
    spec: { containers: [{ name: 'nginx' }] },
  },
]

const policyOf: Readonly<Record<string, string>> = {
  'allow-80': 'AdminNetworkPolicy anp1',
  'baseline-deny': 'BaselineAdminNetworkPolicy default',
}

function podOf(text: string): string {
  const [namespace = '', , name] = text.split('/')
  return `${namespace}/${name ?? 'nginx'}`
}
