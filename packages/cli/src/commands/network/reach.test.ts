import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'

const workload = (name: string, namespace: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: a, image: "a:1", ports: [{containerPort: 8080}]}]}}
---
`
const workloads = workload('web', 'shop') + workload('cart', 'shop') + workload('redis', 'shop') + workload('ci', 'ci')
const service = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  type: LoadBalancer
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
`
const policy = (port: number, from = 'cart') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: redis, namespace: shop}
spec:
  podSelector: {matchLabels: {app: redis}}
  ingress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}], ports: [{port: ${port}}]}]
`
const files = { 'a.yaml': workloads, 'b.yaml': service, 'c.yaml': policy(6379) }

describe('warrant network reach', () => {
  const reach = (...args: string[]) => warrant(['network', 'reach', '.', ...args], { cwd: folderOf(files) })

  it('tells for every workload who can connect to it', async () => {
    const { stdout, exitCode } = await reach()
    expect(stdout).toBe(`TO                         FROM                  PORTS
Deployment ci/ci and       everything            all
Deployment shop/web
Deployment shop/cart       everything            all
Deployment shop/redis      Deployment shop/cart  TCP 6379
outside                    every workload        all

4 workloads and 1 policy. Of 12 pairs, 9 can connect at every port, 1 at some, 2
at none.
`)
    expect(exitCode).toBe(0)
  })

  it('says that policies alone connect nothing', async () => {
    const alone =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}}\n'
    const { stdout, exitCode } = await warrant(['network', 'reach', 'a.yaml'], { cwd: folderOf({ 'a.yaml': alone }) })
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^There are no workloads in the input, and what 1 policy lets connect/,
    )
    expect(exitCode).toBe(0)
  })

  it('tells first what is reached from outside, where that is asked', async () => {
    const { stdout } = await reach('--external')
    expect(stdout).toMatch(
      /^REACHED FROM OUTSIDE\n {2}Deployment shop\/web\n {4}LoadBalancer Service shop\/web → 8080\/TCP: no policy keeps it out\n {4}b\.yaml:5:3\n\nTO/,
    )
  })

  it.each([
    [['--to', 'redis'], /^Deployment shop\/redis +Deployment shop\/cart +TCP 6379$/m, /shop\/web/],
    [['--from', 'web', '--to', 'shop/redis'], /^Deployment shop\/redis +nothing +-$/m, /cart/],
    [['-n', 'ci'], /^Deployment ci\/ci +everything +all$/m, /shop\/redis/],
    [['--from', 'outside', '--to', 'deployment/shop/web'], /^Deployment shop\/web +outside +all$/m, /redis/],
  ])('shows with %j only what is asked for', async (args, expected, absent) => {
    const { stdout } = await reach(...args)
    expect(stdout).toMatch(expected)
    expect(stdout).not.toMatch(absent)
  })

  it('gives pairs as CSV', async () => {
    const { stdout } = await reach('-o', 'csv', '--to', 'redis')
    expect(stdout).toBe('from,to,ports,undefined\nDeployment shop/cart,Deployment shop/redis,TCP 6379,ICMP\n')
  })

  it('gives groups and what passes between them as JSON', async () => {
    const { stdout } = await reach('-o', 'json', '--external')
    const { kind, groups, connections, portSets, exposures } = JSON.parse(stdout) as {
      kind: string
      groups: { id: number; members: { title: string }[] }[]
      connections: { from: number; to: number[]; ports: string }[]
      portSets: { ports: string; ranges: object[] }[]
      exposures: object[]
    }
    expect(kind).toBe('NetworkReach')
    const idOf = (title: string) => groups.find(({ members }) => members.some((each) => each.title === title))?.id ?? -1
    const into = connections.filter(({ to, ports }) => to.includes(idOf('Deployment shop/redis')) && ports !== 'none')
    expect(into.map(({ from, ports }) => [from, ports])).toContainEqual([idOf('Deployment shop/cart'), 'TCP 6379'])
    expect(portSets).toContainEqual({ ports: 'TCP 6379', ranges: [{ protocol: 'TCP', first: 6379, last: 6379 }] })
    expect(new Set(portSets.map(({ ports }) => ports))).toEqual(
      new Set([...connections.map(({ ports }) => ports), 'ICMP']),
    )
    expect(exposures).toMatchObject([
      { workload: 'Deployment shop/web', port: 8080, proxied: false, policies: { allowed: ['outside'], denied: [] } },
    ])
  })

  it('draws graphs and matrices', async () => {
    const dot = await reach('-o', 'dot')
    expect(dot.stdout).toMatch(/^digraph network \{[\s\S]*n\d -> n\d \[label="TCP 6379"\][\s\S]*\}\n$/)
    const mermaid = await reach('-o', 'mermaid')
    expect(mermaid.stdout).toMatch(/^flowchart LR\n[\s\S]*n\d -->\|"TCP 6379"\| n\d\n/)
    const matrix = await reach('-o', 'matrix')
    expect(matrix.stdout).toMatch(/^\d {2}.*~/m)
  })

  it('marks what is not defined', async () => {
    const onNode = `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {app: agent}}
spec: {hostNetwork: true, containers: [{name: a, image: "a:1"}]}
---
`
    const cwd = folderOf({ 'a.yaml': workload('redis', 'shop') + onNode, 'c.yaml': policy(6379, 'agent') })
    const asked = (...args: string[]) => warrant(['network', 'reach', '.', '--to', 'shop/redis', ...args], { cwd })
    expect((await asked('-o', 'matrix')).stdout).toMatch(/\?[\s\S]*\. at none, \? not defined\n/)
    expect((await asked()).stdout).toMatch(/0\s+at\s+none; for 1 it is not\s+defined\./)
  })

  it.each(['csv', 'dot', 'mermaid', 'matrix'])(
    'tells on stderr what could not be read, as %s has no place',
    async (format) => {
      const { stdout, stderr, exitCode } = await warrant(['network', 'reach', '.', '-o', format], {
        cwd: folderOf({ ...files, 'd.yaml': 'apiVersion: v1\nkind: Pod\na: [1\n b: }\n' }),
      })
      expect(stdout).not.toMatch(/d\.yaml/)
      expect(stderr).toMatch(/^warrant: d\.yaml:4:3: /)
      expect(exitCode).toBe(2)
    },
  )

  it('refuses names that there are not', async () => {
    const { stderr, exitCode } = await reach('--from', 'nobody')
    expect(stderr).toMatch(/nothing is called nobody/)
    expect(exitCode).toBe(2)
    expect((await reach('--external', '-o', 'csv')).stderr).toMatch(/--external is shown as table or json/)
  })
})

describe('warrant network diff', () => {
  const cwd = () =>
    folderOf({
      'all.yaml': workloads,
      'old/p.yaml': policy(6379),
      'new/p.yaml': policy(6380),
      'less/p.yaml': `${policy(6379)}---\n${policy(1, 'web').replace('name: redis', 'name: ci').replaceAll('shop', 'ci').replace('app: redis', 'app: ci')}`,
    })
  const diff = (...args: string[]) => warrant(['network', 'diff', ...args, '-f', 'all.yaml'], { cwd: cwd() })

  it('fails where something opens, and says what', async () => {
    const { stdout, exitCode } = await diff('old', 'new')
    expect(stdout).toBe(`OPENED
  TO                     FROM                  PORTS
  Deployment shop/redis  Deployment shop/cart  TCP 6380

CLOSED
  TO                     FROM                  PORTS
  Deployment shop/redis  Deployment shop/cart  TCP 6379

It opens something, and closes something.
`)
    expect(exitCode).toBe(1)
    expect((await diff('old', 'new', '--exit-code', '5')).exitCode).toBe(5)
  })

  it('is content where something closes, or nothing changes', async () => {
    const less = await diff('old', 'less')
    expect(less.stdout).toMatch(/^CLOSED[\s\S]*Deployment ci\/ci[\s\S]*It opens nothing, and closes something\.\n$/)
    expect(less.exitCode).toBe(0)
    const same = await diff('old', 'old')
    expect(same).toMatchObject({ stdout: 'It changes nothing of what can connect.\n', exitCode: 0 })
    expect((await diff('less', 'old')).exitCode).toBe(1)
  })

  it('gives JSON, YAML and Markdown', async () => {
    const { stdout } = await diff('old', 'new', '-o', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'NetworkDiff',
      opened: [
        { from: ['Deployment shop/cart'], to: ['Deployment shop/redis'], ports: 'TCP 6380', before: 'TCP 6379, ICMP' },
      ],
    })
    expect((await diff('old', 'new', '-o', 'yaml')).stdout).toMatch(/^kind: NetworkDiff$/m)
    expect((await diff('old', 'new', '-o', 'markdown')).stdout).toMatch(
      /^### Opened\n\n\| to \| from \| ports \|\n\| --- \| --- \| --- \|\n\| Deployment shop\/redis \| Deployment shop\/cart \| TCP 6380 \|$/m,
    )
  })

  it('calls nothing unchanged where there is no workload to compare by', async () => {
    const args = ['network', 'diff', 'old', 'new']
    const { stdout, stderr, exitCode } = await warrant(args, { cwd: cwd() })
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^warrant: there are no workloads .* give their manifests with -f\n$/)
    expect(exitCode).toBe(2)
  })

  it('cannot compare what it cannot read', async () => {
    expect((await diff('old', 'gone')).exitCode).toBe(2)
  })
})
