import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../../test/warrant.ts'

const closed = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {containers: [{name: app, image: a, env: [{name: DB, value: "db:5432"}]}]}
`

describe('warrant network dns', () => {
  it('fails for a finding that is bad enough', async () => {
    const cwd = folderOf({ 'a.yaml': closed })
    const { stdout, exitCode } = await warrant(['network', 'dns', 'a.yaml'], { cwd })
    expect(stdout).toMatch(/^HIGH {2}Policies keep pods from DNS/m)
    expect(stdout).toMatch(/NetworkPolicy shop\/closed {2}a\.yaml:4:1/)
    expect(exitCode).toBe(1)
    expect((await warrant(['network', 'dns', '.', '--fail-on', 'critical'], { cwd })).exitCode).toBe(0)
    expect((await warrant(['network', 'dns', '.', '--exit-code', '7'], { cwd })).exitCode).toBe(7)
  })

  it('shows the namespaces asked for, and heeds written warrants', async () => {
    const cwd = folderOf({
      'a.yaml': closed.replace(
        'namespace: shop}',
        'namespace: shop, annotations: {unwarranted.dev/allow.dns-egress-denied: "addresses only; owner=net"}}',
      ),
      'b.yaml': closed.replaceAll('shop', 'other'),
    })
    const found = async (...args: string[]) => {
      const { stdout, exitCode } = await warrant(['network', 'dns', '.', '-o', 'json', ...args], { cwd })
      const { findings } = JSON.parse(stdout) as {
        findings: { resource: { namespace: string }; exemption: { reason: string } | null }[]
      }
      return [exitCode, ...findings.map(({ resource, exemption }) => `${resource.namespace} ${exemption?.reason}`)]
    }
    expect(await found()).toEqual([1, 'shop addresses only', 'other undefined'])
    expect(await found('-n', 'shop')).toEqual([0, 'shop addresses only'])
  })

  it('tells apart wrong usage, and broken input from clean', async () => {
    const cwd = folderOf({ 'a.yaml': 'a: [\n', 'none.yaml': '' })
    expect((await warrant(['network', 'dns', 'a.yaml'], { cwd })).exitCode).toBe(2)
    expect((await warrant(['network', 'dns', 'none.yaml', '-o', 'sarif'], { cwd })).exitCode).toBe(2)
    const { stdout } = await warrant(['network', '--help'], { cwd })
    expect(stdout).toContain('dns')
  })
})
