import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { applyEdits } from '../../fixes/index.ts'
import { buildNetwork } from '../index.ts'
import { covers } from './causes/fqdn.ts'
import { dnsCauses } from './causes/index.ts'
import type { DnsFinding } from './finding.ts'
import { hostsIn } from './names.ts'
import { analyseDns } from './report.ts'
import { addressAnswerSize, mostAddresses } from './sizes.ts'

function found(yaml: string, id?: string): DnsFinding[] {
  return analyseDns(clusterOf(yaml), buildNetwork).findings.filter(({ rule }) => id === undefined || rule === id)
}

/** What is reported, without how it is said. */
function told(yaml: string, id: string): string[] {
  return found(yaml, id).map(({ severity, location: { line } }) => `${severity} ${line}`)
}

const pod = (more = '', containerMore = '', name = 'web') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec:
  containers: [{name: a, image: web:1${containerMore}}]${more}
---
`
const env = (value: string, name = 'API_URL') => `, env: [{name: ${name}, value: "${value}"}]`

const policy = (egress: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: egress, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:${egress === '' ? ' []' : egress}
---
`
const toDns = `
  - to:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
      podSelector: {matchLabels: {k8s-app: kube-dns}}
    ports:`

const coredns = (labels = 'k8s-app: kube-dns', containerMore = '', specMore = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: coredns, namespace: kube-system}
spec:
  replicas: 2${specMore}
  template:
    metadata: {labels: {${labels}}}
    spec:
      containers: [{name: coredns, image: coredns:1.12${containerMore}}]
---
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns, kubernetes.io/name: CoreDNS}}
spec: {clusterIP: 10.96.0.10, selector: {${labels}}, ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: coredns, namespace: kube-system}
spec: {maxUnavailable: 1, selector: {matchLabels: {${labels}}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system}
---
`

const corefile = (plugins: string, zone = '.:53') => `apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data:
  Corefile: |
    ${zone} {
${plugins.replace(/^/gm, '        ')}
    }
---
`

const nodeLocal = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-local-dns, namespace: kube-system}
spec:
  template:
    metadata: {labels: {k8s-app: node-local-dns}}
    spec:
      hostNetwork: true
      dnsPolicy: Default
      containers: [{name: cache, image: k8s-dns-node-cache:1.26, args: [-localip, "169.254.20.10,10.96.0.10"]}]
---
`

describe('search amplification (D1)', () => {
  it('counts the queries of each complete name, and mends the pod', () => {
    const yaml = pod('', env('https://api.pay.example/v1'))
    const [finding] = found(yaml, 'dns-search-amplification')
    expect(finding).toMatchObject({ cause: 'D1', severity: 'low', location: { line: 5 } })
    expect(finding?.message).toMatch(/^api\.pay\.example costs 8 queries where 2 would do/)
    expect(finding?.evidence).toEqual(['api.pay.example: 8 queries, 2 needed (env API_URL, test.yaml:5:47)'])
    const edits = (finding?.fix.changes ?? []).map(({ resource, ...change }) => ({
      ...change,
      document: resource.document.index,
    }))
    expect(found(applyEdits(yaml, edits), 'dns-search-amplification')).toEqual([])
  })

  it.each([
    ['a short name of a Service', env('redis:6379')],
    ['a name with its trailing dot', env('https://api.pay.example.')],
    ['an address', env('https://10.1.2.3:8443')],
    ['service.namespace', env('redis.data:6379')],
    ['a file', env('/etc/app/config.example.yaml', 'CONFIG')],
  ])('passes over %s', (_, more) => {
    expect(told(pod('', more), 'dns-search-amplification')).toEqual([])
  })

  it('goes by the pod and by the longest list', () => {
    const mended = '\n  dnsConfig: {options: [{name: ndots, value: "2"}]}'
    expect(told(pod(mended, env('https://api.pay.example')), 'dns-search-amplification')).toEqual([])
    const longer = '\n  dnsConfig: {searches: [a.corp, b.corp]}'
    expect(found(pod(longer, env('https://api.pay.example')), 'dns-search-amplification')[0]?.message).toContain(
      '12 queries',
    )
    const own = `${pod('', env('redis.shop.svc.cluster.local:6379', 'REDIS_ADDR'))}apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {clusterIP: 10.96.1.1, ports: [{port: 6379}]}
`
    expect(told(own, 'dns-search-amplification')).toEqual(['low 5'])
  })
})

describe('egress policies (D9, D14, D15, D18)', () => {
  const udp = '\n    - {protocol: UDP, port: 53}'
  const tcp = '\n    - {protocol: TCP, port: 53}'

  it('needs TCP beside UDP, and adds it', () => {
    const yaml = `${policy(`${toDns}${udp}`)}${pod()}`
    const [finding] = found(yaml, 'dns-tcp-denied')
    expect(finding).toMatchObject({ cause: 'D9', severity: 'medium', location: { line: 11 } })
    const edits = (finding?.fix.changes ?? []).map(({ resource, ...change }) => ({
      ...change,
      document: resource.document.index,
    }))
    expect(found(applyEdits(yaml, edits))).toEqual([])
    expect(found(`${policy(`${toDns}${udp}${tcp}`)}${pod()}`)).toEqual([])
  })

  it('sees that DNS was forgotten, and says nothing where a rule may mean it', () => {
    const other = '\n  - to: [{podSelector: {matchLabels: {app: db}}}]\n    ports: [{port: 5432}]'
    expect(told(`${policy('')}${pod('', env('redis:6379'))}`, 'dns-egress-denied')).toEqual(['high 7'])
    // A pod that may send nothing, and is told no names, may well be meant so.
    expect(told(`${policy('')}${pod()}`, 'dns-egress-denied')).toEqual(['low 7'])
    expect(told(`${policy(other)}${pod()}`, 'dns-egress-denied')).toEqual(['high 7'])
    const byName = '\n  - to: [{namespaceSelector: {matchLabels: {name: kube-system}}}]'
    expect(found(`${policy(byName)}${pod()}`)).toEqual([])
    // The namespace is known here, and is not called that by its labels.
    expect(told(`${policy(byName)}${pod()}${coredns()}`, 'dns-egress-denied')).toEqual(['high 7'])
    expect(found(`${policy('\n  - {}')}${pod()}`)).toEqual([])
    // A pod may be told the address of the cluster's DNS itself, or that of another.
    const asking = (nameserver: string) => pod(`\n  dnsPolicy: None\n  dnsConfig: {nameservers: [${nameserver}]}`)
    expect(told(`${policy(other)}${asking('10.96.0.10')}${coredns()}`, 'dns-egress-denied')).toEqual(['high 7'])
    expect(told(`${policy(other)}${asking('10.96.0.11')}${coredns()}`, 'dns-egress-denied')).toEqual([])
  })

  it('sees a selector of the labels of the Service', () => {
    const wrong = toDns.replace('k8s-app: kube-dns', 'kubernetes.io/name: CoreDNS')
    expect(told(`${policy(`${wrong}${udp}${tcp}`)}${pod()}${coredns()}`, 'dns-selector-wrong')).toEqual(['high 8'])
    expect(told(`${policy(`${wrong}${udp}${tcp}`)}${pod()}`, 'dns-selector-wrong')).toEqual(['high 8'])
    expect(found(`${policy(`${toDns}${udp}${tcp}`)}${pod()}${coredns()}`)).toEqual([])
  })

  it('needs the address of NodeLocal DNSCache, which no selector matches', () => {
    const yaml = `${policy(`${toDns}${udp}${tcp}`)}${pod()}${nodeLocal}${coredns()}`
    const [finding] = found(yaml, 'dns-node-local-denied')
    expect(finding).toMatchObject({ cause: 'D14', severity: 'high', location: { line: 7 } })
    expect(finding?.message).toContain('UDP 53 to 10.96.0.10')
    const edits = (finding?.fix.changes ?? []).map(({ resource, ...change }) => ({
      ...change,
      document: resource.document.index,
    }))
    expect(found(applyEdits(yaml, edits))).toEqual([])
  })

  it('does not need it where pods are given the address of the DNS Service, and the cache does not listen there', () => {
    const own = nodeLocal.replace('169.254.20.10,10.96.0.10', '169.254.20.10')
    const kubelet = (dns: string) =>
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nclusterDNS: [${dns}]\n---\n`
    const yaml = (dns: string) => `${policy(`${toDns}${udp}${tcp}`)}${pod()}${own}${kubelet(dns)}${coredns()}`
    expect(found(yaml('10.96.0.10'), 'dns-node-local-denied')).toEqual([])
    expect(told(yaml('169.254.20.10'), 'dns-node-local-denied')).toEqual(['high 7'])
  })

  it('knows that the DNS pods of OpenShift listen on 5353', () => {
    const toAny = '\n  - to: [{namespaceSelector: {}}]\n    ports:'
    const openShift = 'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: r, namespace: shop}\n---\n'
    expect(told(`${policy(`${toAny}${udp}${tcp}`)}${pod()}${openShift}`, 'dns-port-wrong')).toEqual(['high 9'])
    const both = `${udp}${tcp}\n    - {protocol: UDP, port: 5353}\n    - {protocol: TCP, port: 5353}`
    expect(found(`${policy(`${toAny}${both}`)}${pod()}${openShift}`)).toEqual([])
  })

  it('sees that the DNS pods themselves are isolated', () => {
    const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: kube-system}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
`
    expect(told(`${closed}${pod()}${coredns()}`, 'dns-ingress-denied')).toEqual(['high 4'])
    // What only allows is not to blame.
    const admin = (action: string, rest: string) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: ${action.toLowerCase()}-some}
spec:
  priority: ${action === 'Deny' ? 9 : 1}
  subject: {namespaces: {}}
  ingress: [{action: ${action}, from: [{namespaces: {${rest}}}]}]
---
`
    const both = `${admin('Allow', 'matchLabels: {a: b}')}${admin('Deny', '')}${pod()}${coredns()}`
    const [finding] = found(both, 'dns-ingress-denied')
    expect(finding?.message).toBe('AdminNetworkPolicy deny-some keeps Pod shop/web from asking the DNS pods over UDP')
  })
})

describe('the Corefile', () => {
  const whole = (plugins: string, more = '') => `${corefile(plugins)}${coredns()}${pod()}${more}`
  const usual =
    'health {\n  lameduck 5s\n}\nkubernetes cluster.local\nforward . /etc/resolv.conf {\n  max_concurrent 1000\n}\ncache 30'

  it('is in order as kubeadm writes it', () => {
    expect(found(whole(usual)).filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it.each([
    ['D2', 'dns-aaaa-doubling', usual, 'info 6'],
    ['D4', 'dns-stale-backend', 'health', 'low 7'],
    ['D4', 'dns-stale-backend', 'health {\n  lameduck 40s\n}', 'low 7'],
    ['D7', 'dns-autopath', 'kubernetes cluster.local {\n  pods verified\n}\nautopath @kubernetes', 'medium 10'],
    ['D7', 'dns-autopath', 'autopath @kubernetes\nkubernetes cluster.local', 'low 7'],
    ['D8', 'dns-upstream-limit', 'forward . 10.0.0.2', 'medium 7'],
    ['D8', 'dns-upstream-limit', 'cache 30\nforward . 10.0.0.2 {\n  max_concurrent 50\n}', 'medium 9'],
    ['D12', 'dns-negative-cache', 'cache 3600\nforward . 10.0.0.2', 'low 7'],
    ['D12', 'dns-negative-cache', 'kubernetes cluster.local {\n  ttl 60\n}\ncache 30', 'medium 8'],
    ['D12', 'dns-negative-cache', 'kubernetes cluster.local {\n  ttl 20\n}\ncache 30', 'medium 8'],
    ['D12', 'dns-negative-cache', 'kubernetes cluster.local\ncache {\n  denial 9984 60 60\n}', 'medium 9'],
  ])('shows %s (%s)', (cause, id, plugins, where) => {
    expect(found(whole(plugins), id).map(({ cause: number }) => number)).toEqual([cause])
    expect(told(whole(plugins), id)).toEqual([where])
  })

  it('counts how many pods its memory is enough for (D6)', () => {
    const limited = coredns('k8s-app: kube-dns', ', resources: {limits: {memory: 170Mi}}')
    const yaml = `${corefile('kubernetes cluster.local {\n  pods verified\n}')}${limited}`
    expect(found(yaml, 'dns-pods-verified-memory')[0]?.message).toBe(
      'pods verified with a memory limit of 178 MB is enough for about 30,564 pods and Services',
    )
  })

  it('says that autopath does nothing behind NodeLocal DNSCache', () => {
    const yaml = `${whole('kubernetes cluster.local {\n  pods verified\n}\nautopath @kubernetes')}${nodeLocal}`
    expect(found(yaml, 'dns-autopath')[0]?.message).toMatch(/no effect: NodeLocal DNSCache asks in place of the pods/)
  })
})

describe('answers that do not fit (D9)', () => {
  const headless = (replicas: number) => `apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {clusterIP: None, selector: {app: redis}, ports: [{port: 6379}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis, namespace: shop}
spec: {serviceName: redis, replicas: ${replicas}, template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: a, image: b}]}}}
`

  it('computes what fits from the name', () => {
    // 12 + (28 + 2 + 4) + 16 each
    expect(addressAnswerSize('redis.shop.svc.cluster.local', 'A', 29)).toBe(510)
    expect(mostAddresses('redis.shop.svc.cluster.local', 'A', 512)).toBe(29)
    expect(mostAddresses('redis.shop.svc.cluster.local', 'A', 1232)).toBe(73)
  })

  it.each([
    [29, []],
    [30, ['low 4']],
    [73, ['low 4']],
    [74, ['medium 4']],
  ])('judges %i endpoints', (replicas, expected) => {
    expect(told(headless(replicas), 'dns-answer-truncated')).toEqual(expected)
  })
})

describe('workloads', () => {
  it('on their node’s network need ClusterFirstWithHostNet (D19)', () => {
    const host = '\n  hostNetwork: true'
    expect(told(pod(host), 'dns-host-network-policy')).toEqual(['low 6'])
    const redis =
      'apiVersion: v1\nkind: Service\nmetadata: {name: redis, namespace: shop}\nspec: {clusterIP: 10.96.1.1}\n'
    const yaml = `${pod(host, env('redis:6379', 'REDIS'))}${redis}`
    const [finding] = found(yaml, 'dns-host-network-policy')
    expect(finding).toMatchObject({ severity: 'high', evidence: ['redis (env REDIS)'] })
    const edits = (finding?.fix.changes ?? []).map(({ resource, ...change }) => ({
      ...change,
      document: resource.document.index,
    }))
    expect(found(applyEdits(yaml, edits))).toEqual([])
    expect(told(pod(`${host}\n  dnsPolicy: Default`), 'dns-host-network-policy')).toEqual([])
  })

  it('with old musl, two nameservers, or a Java that never forgets (D10, D11, D13)', () => {
    const alpine = pod().replace('web:1', 'app:1-alpine3.17')
    expect(told(alpine, 'dns-musl-without-tcp')).toEqual(['low 5'])
    expect(told(alpine.replace('3.17', '3.18'), 'dns-musl-without-tcp')).toEqual([])
    const two = pod('\n  dnsPolicy: None\n  dnsConfig: {nameservers: [10.96.0.10, 8.8.8.8]}')
    expect(told(two.replace('web:1', 'alpine:3.20'), 'dns-musl-nameservers')).toEqual(['medium 7'])
    expect(told(two, 'dns-musl-nameservers')).toEqual([])
    const java = (ttl: number) => pod('', env(`-Dsun.net.inetaddr.ttl=${ttl}`, 'JAVA_TOOL_OPTIONS'))
    expect(told(java(-1), 'dns-java-cache')).toEqual(['medium 5'])
    expect(told(java(5), 'dns-java-cache')).toEqual([])
  })

  it('behind a Service that selects none of them (D20)', () => {
    const service = (app: string, more = '') =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: shop}\nspec: {selector: {app: ${app}}${more}}\n---\n`
    expect(told(`${service('other')}${pod()}`, 'dns-service-without-endpoints')).toEqual(['medium 4'])
    expect(told(`${service('web')}${pod()}`, 'dns-service-without-endpoints')).toEqual([])
    expect(
      found(`${service('other', ', clusterIP: None')}${pod()}`, 'dns-service-without-endpoints')[0]?.message,
    ).toMatch(/NXDOMAIN/)
  })

  it('without enough DNS pods, or on nodes with old kernels (D5, D3)', () => {
    expect(told(coredns().replace('replicas: 2', 'replicas: 1'), 'dns-replicas')).toEqual(['medium 5'])
    expect(told(coredns().replace('kind: PodDisruptionBudget', 'kind: Other'), 'dns-replicas')).toEqual(['low 1'])
    const proxy = `apiVersion: v1
kind: ConfigMap
metadata: {name: kube-proxy, namespace: kube-system}
data:
  config.conf: |
    kind: KubeProxyConfiguration
    mode: ""
---
apiVersion: v1
kind: Node
metadata: {name: n}
status: {nodeInfo: {kernelVersion: 4.15.0-20-generic}}
---
`
    expect(told(proxy, 'dns-conntrack-race')).toEqual(['medium 12'])
    expect(told(`${proxy}${nodeLocal}`, 'dns-conntrack-race')).toEqual([])
  })
})

describe('Cilium policies for names (D16, D17)', () => {
  const cnp = (rules: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  endpointSelector: {matchLabels: {k8s:app: web}}
  egress:
  - toFQDNs: [{matchName: api.pay.example}]
${rules}---
${pod()}`
  const dns = (pattern: string) =>
    `  - toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [{matchPattern: "${pattern}"}]}}]\n`

  it('need a DNS rule for the names that they allow', () => {
    expect(told(cnp(''), 'dns-fqdn-policy')).toEqual(['high 7'])
    expect(told(cnp(dns('*')), 'dns-fqdn-policy')).toEqual([])
    expect(told(cnp(dns('*.pay.example')), 'dns-fqdn-policy')).toEqual([])
    expect(told(cnp(dns('*.other.example')), 'dns-fqdn-policy')).toEqual(['high 7'])
    const elsewhere = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: dns, namespace: shop}
spec:
  endpointSelector: {}
  egress:
${dns('*')}---
`
    expect(told(`${elsewhere}${cnp('')}`, 'dns-fqdn-policy')).toEqual([])
  })

  it('are met by a policy for more pods, also where the pods are not in the input', () => {
    const wider = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: dns, namespace: shop}
spec:
  endpointSelector: {matchLabels: {kind: client}}
  egress:
${dns('*')}---
`
    const narrow = cnp('').replace('k8s:app: web', 'kind: client, other: client').replace(pod(), '')
    expect(told(`${wider}${narrow}`, 'dns-fqdn-policy')).toEqual([])
    expect(told(`${wider.replace('kind: client', 'kind: server')}${narrow}`, 'dns-fqdn-policy')).toEqual(['high 15'])
  })

  it('allow names whose addresses keep changing', () => {
    expect(told(cnp('').replace('api.pay.example', 's3.eu-west-1.amazonaws.com'), 'dns-fqdn-churn')).toEqual(['low 7'])
    expect(told(cnp(''), 'dns-fqdn-churn')).toEqual([])
  })

  it.each([
    ['*', 'a.b.c', true],
    ['*.b.c', 'a.b.c', true],
    ['*.c', 'a.b.c', false],
    ['**.c', 'a.b.c', true],
    ['*.b.c', '*.b.c', true],
    ['a.b.c', '*.b.c', false],
    ['**.c', '**.b.c', true],
  ])('%s covers %s: %s', (rule, wanted, expected) => {
    expect(covers(rule, wanted)).toBe(expected)
  })
})

describe('host names in values', () => {
  it.each<[string, string, string[]]>([
    ['https://user:pw@api.pay.example:8443/v1?x=a.b', 'X', ['api.pay.example']],
    ['mongodb://a.db.example:27017,b.db.example:27017/x', 'X', ['a.db.example', 'b.db.example']],
    ['jdbc:postgresql://db.example:5432/shop', 'X', ['db.example']],
    ['kafka-0.kafka:9092,kafka-1.kafka:9092', 'X', ['kafka-0.kafka', 'kafka-1.kafka']],
    ['db.corp.example', 'DB_HOST', ['db.corp.example']],
    ['db.corp.example', 'VERSION', []],
    ['--endpoint=otel.corp.example:4317', '', ['otel.corp.example']],
    ['com.example.Main', 'CLASS', []],
    ['10.0.0.1:80', 'X', []],
    ['http://[::1]:80', 'X', []],
    ['1.2.3', 'SERVER', []],
    ['http://$(HOST):80', 'X', []],
  ])('%s', (value, hint, expected) => {
    expect(hostsIn(value, hint)).toEqual(expected)
  })
})

describe('causes', () => {
  it('have ids of their own and reasons', () => {
    expect(new Set(dnsCauses.map(({ id }) => id)).size).toBe(dnsCauses.length)
    for (const { why, title } of dnsCauses) expect(`${title} ${why}`.length).toBeGreaterThan(40)
  })

  it('never throw on odd objects', () => {
    const odd = [
      'spec: 1',
      'spec: {egress: [1, {toFQDNs: 3}], containers: [1], template: 7}',
      'data: {Corefile: 5}',
      'status: []',
    ]
    for (const kind of [
      'Pod',
      'Service',
      'ConfigMap',
      'CiliumNetworkPolicy',
      'NetworkPolicy',
      'DaemonSet',
      'Node',
      'EndpointSlice',
    ])
      for (const rest of odd)
        expect(() =>
          found(
            `apiVersion: v1\nkind: ${kind}\nmetadata: {name: coredns, namespace: kube-system}\n${rest}\n---\n${pod()}${coredns()}`,
          ),
        ).not.toThrow()
  })
})
