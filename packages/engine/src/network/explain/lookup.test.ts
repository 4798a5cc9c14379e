import { describe, expect, it } from 'vitest'
import { namespace, networkOf, networkPolicy, pod } from '../../../test/network-of.ts'

const dns = `
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system }
spec:
  clusterIP: 10.96.0.10
  selector: { app: dns }
  ports: [{ name: dns, port: 53, protocol: UDP, targetPort: 5353 }, { name: dns-tcp, port: 53, targetPort: 5353 }]
`
const shop = [namespace('shop'), namespace('kube-system'), pod('shop/web', { ips: ['10.0.0.1'] })]
const cluster = [...shop, dns, pod('kube-system/dns', { ips: ['10.0.0.53'] })]
const egress = (...rules: readonly string[]) =>
  networkPolicy(`{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rules.join()}] }`)
const web = '{ ports: [{ port: 443 }] }'

function lookUp(to: string, ...texts: readonly string[]) {
  const { verdict, lookup } = networkOf(...texts).explain({ from: 'shop/web', to })
  return { verdict, lookup }
}

describe('a name that a pod connects to', () => {
  it('is walked as its resolver does', () => {
    const { verdict, lookup } = lookUp('api.example.com:443', ...cluster)
    expect(verdict).toBe('allow')
    expect(lookup?.walk.steps.map(({ attempt, outcome }) => [attempt.name, outcome])).toEqual([
      ['api.example.com.shop.svc.cluster.local', 'no such name'],
      ['api.example.com.svc.cluster.local', 'no such name'],
      ['api.example.com.cluster.local', 'no such name'],
      ['api.example.com', 'addresses'],
    ])
    expect(lookup?.walk.queries).toHaveLength(8)
    expect([lookup?.server?.title, lookup?.verdict]).toEqual(['Service kube-system/kube-dns', 'allow'])
  })

  it('leads nowhere where policies keep the pod from its DNS, with what would let it ask', () => {
    const { verdict, lookup } = lookUp('api.example.com:443', ...cluster, egress(web))
    expect([verdict, lookup?.verdict]).toEqual(['deny', 'deny'])
    const fix = lookup?.flows[0]?.fix()
    expect(fix).toMatchObject({
      fix: { changes: [{ value: { ports: [{ port: 5353, protocol: 'UDP' }] } }], opens: [] },
    })
  })

  it('is found out by a rule for the port of the DNS pods, not that of their Service', () => {
    const by = (port: number) => egress(web, `{ ports: [{ port: ${port}, protocol: UDP }] }`)
    expect(lookUp('api.example.com:443', ...cluster, by(5353)).verdict).toBe('allow')
    expect(lookUp('api.example.com:443', ...cluster, by(53)).verdict).toBe('deny')
  })

  it('is not found out where the DNS pods let nobody in', () => {
    const closed = networkPolicy('{ podSelector: {} }', 'kube-system')
    expect(lookUp('api.example.com:443', ...cluster, closed).verdict).toBe('deny')
  })

  it.each([
    ['no policy', [], 'allow', 'allow'],
    ['rules that may mean it', [egress(web, '{ to: [{ namespaceSelector: {} }] }')], 'allow', undefined],
    ['no rule for its port', [egress(web)], 'deny', 'deny'],
  ])('depends on policies where DNS is not in the input: %s', (_, policies, verdict, asking) => {
    const found = lookUp('api.example.com:443', ...shop, ...policies)
    expect([found.verdict, found.lookup?.verdict]).toEqual([verdict, asking])
  })

  describe('with NodeLocal DNSCache', () => {
    const cache = (addresses: string, hostNetwork = true) => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: node-local-dns, namespace: kube-system }
spec:
  template:
    metadata: { labels: { k8s-app: node-local-dns } }
    spec:
      hostNetwork: ${hostNetwork}
      containers: [{ name: node-cache, image: k8s-dns-node-cache, args: [-localip, '${addresses}'] }]
`
    const kubelet = `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
clusterDNS: [10.96.0.10]
`
    const toPods = egress(web, '{ to: [{ namespaceSelector: {} }] }')
    const toAddress = egress(
      web,
      '{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }], ports: [{ port: 53, protocol: UDP }] }',
    )
    const both = '169.254.20.10,10.96.0.10'
    const at = 'NodeLocal DNSCache at 10.96.0.10'

    it.each([
      ['at the address of the DNS Service, where no selector means it', [cache(both), toPods], at, 'deny'],
      ['at the address of the DNS Service, by a block', [cache(both), toAddress], at, 'allow'],
      [
        'at its own pods, where what is sent to the Service is redirected',
        [cache(both, false), toPods],
        'DaemonSet kube-system/node-local-dns',
        'allow',
      ],
      [
        'not where it does not listen',
        [cache('169.254.20.10'), kubelet, toPods],
        'Service kube-system/kube-dns',
        'allow',
      ],
    ])('is asked for %s', (_, texts, title, verdict) => {
      const { lookup } = lookUp('api.example.com:443', ...cluster, ...texts)
      expect([lookup?.server?.title, lookup?.verdict]).toEqual([title, verdict])
    })
  })

  it('is asked of the nameserver that the pod has', () => {
    const own = pod('shop/own', { ips: ['10.0.0.2'] }).replace(
      '  containers',
      '  dnsPolicy: None\n  dnsConfig: { nameservers: [192.0.2.53] }\n  containers',
    )
    const block = networkPolicy(
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 198.51.100.0/24 } }] }] }',
    )
    const { lookup } = networkOf(...cluster, own, block).explain({ from: 'shop/own', to: 'api.example.com:443' })
    expect([lookup?.server?.title, lookup?.verdict]).toEqual(['192.0.2.53', 'deny'])
  })

  it('is no name where it is called as an object, or stands in /etc/hosts', () => {
    expect(lookUp('dns:53', ...cluster).lookup).toBeUndefined()
    const local = lookUp('localhost.:80', ...cluster)
    expect(local.lookup?.verdict).toBeUndefined()
  })
})
