import { newestMinor } from '@warrant/engine/pod-security'
import { describe, expect, it } from 'vitest'
import { privileged } from '../../../test/fixtures.ts'
import { folderOf, warrant } from '../../../test/warrant.ts'

const rbac = 'apiVersion: rbac.authorization.k8s.io/v1'
const reader = `apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop}
spec: {serviceAccountName: cart, containers: [{name: app, image: a}]}
---
${rbac}
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [secrets], verbs: [list]}
---
${rbac}
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
- {kind: ServiceAccount, namespace: shop, name: cart}
`

describe('warrant takeover', () => {
  it('shows the way and the cut, and fails for a path that is bad enough', async () => {
    const cwd = folderOf({ 'a.yaml': privileged })
    const { stdout, exitCode } = await warrant(['takeover', 'a.yaml'], { cwd })
    expect(stdout).toMatch(/^HIGH {2}Pod ci\/builder$/m)
    expect(stdout).toMatch(/privileged {2}a\.yaml:18:7/)
    expect(stdout).toMatch(/CUT {2}1 grant to take back/)
    expect(exitCode).toBe(1)
    expect((await warrant(['takeover', '.', '--fail-on', 'critical'], { cwd })).exitCode).toBe(0)
    expect((await warrant(['takeover', '.', '--to', 'cluster-admin'], { cwd })).exitCode).toBe(0)
    expect((await warrant(['takeover', '.', '--exit-code', '7'], { cwd })).exitCode).toBe(7)
  })

  it('begins where it is told to', async () => {
    const cwd = folderOf({ 'a.yaml': privileged, 'b.yaml': reader })
    const starts = async (...args: string[]) => {
      const { stdout } = await warrant(['takeover', '.', '-o', 'json', ...args], { cwd })
      const { starts: found } = JSON.parse(stdout) as { starts: { start: { resource: { name: string } } }[] }
      return found.map(({ start }) => start.resource.name)
    }
    expect(await starts()).toEqual(['builder', 'cart'])
    expect(await starts('--from', 'shop/cart')).toEqual(['cart'])
    expect(await starts('--from', 'pod/ci/*')).toEqual(['builder'])
    expect(await starts('-n', 'shop')).toEqual(['cart'])
    const { stderr, exitCode } = await warrant(['takeover', '.', '--from', 'web'], { cwd })
    expect(stderr).toMatch(/nothing is called web/)
    expect(exitCode).toBe(2)
  })

  it('keeps what a written warrant or Kubernetes keeps out of the cut, and says why', async () => {
    const cwd = folderOf({
      'a.yaml': privileged.replace(
        'namespace: ci',
        'namespace: ci\n  annotations: {unwarranted.dev/allow.privileged-container: it builds images}',
      ),
    })
    const { stdout } = await warrant(['takeover', '.'], { cwd })
    expect(stdout).toMatch(/1 path cannot be ended: a written warrant keeps it \(it builds images\)\./)
    expect(stdout).not.toContain('CUT')
  })

  it('cuts what is left where a warrant keeps the binding', async () => {
    const others = ['a', 'b', 'c', 'd'].map((name) => `- {kind: User, name: ${name}}`).join('\n')
    const bound = `${reader.slice(reader.indexOf(rbac))}---
${rbac}
kind: RoleBinding
metadata: {name: others, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
${others}
`
    const cutOf = async (yaml: string) => {
      const cwd = folderOf({ 'a.yaml': yaml })
      const args = ['takeover', '.', '-o', 'json', '--from', 'shop/cart']
      const { cut } = JSON.parse((await warrant(args, { cwd })).stdout) as { cut: { description: string }[] }
      return cut.map(({ description }) => description)
    }
    expect(await cutOf(bound)).toEqual(['service account shop/cart in RoleBinding shop/reader'])
    const kept = bound.replace(
      '{name: reader, namespace: shop}\nroleRef',
      '{name: reader, namespace: shop, annotations: {unwarranted.dev/allow.can-read-secrets: it must}}\nroleRef',
    )
    expect(await cutOf(kept)).toEqual(['list secrets in rules[0] of Role shop/reader'])
  })

  it('takes the version that is asked for, with or without its v, else the newest that is known', async () => {
    const cwd = folderOf({ 'a.yaml': privileged })
    const versionOf = async (...args: string[]) => {
      const { stdout } = await warrant(['takeover', 'a.yaml', '-o', 'json', ...args], { cwd })
      return (JSON.parse(stdout) as { kubernetesVersion: string }).kubernetesVersion
    }
    expect(await versionOf('--kubernetes-version', '1.34')).toBe('v1.34')
    expect(await versionOf('--kubernetes-version', 'v1.34')).toBe('v1.34')
    expect(await versionOf('--kubernetes-version', 'v1.34.2')).toBe('v1.34')
    expect(await versionOf()).toBe(`v1.${newestMinor}`)
    const { stdout } = await warrant(['takeover', '--help'], { cwd })
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`else v1.${newestMinor})`)
  })

  it('minds whom and what the API server exempts from Pod Security', async () => {
    const maker = reader.replace('resources: [secrets], verbs: [list]', 'resources: [pods], verbs: [create]')
    const settings = (exemptions: string) => `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {enforce: restricted, enforce-version: latest}
exemptions: {${exemptions}}
`
    const cwd = folderOf({
      'a.yaml': maker,
      'none.yaml': settings('namespaces: [kube-system]'),
      'user.yaml': settings('usernames: ["system:serviceaccount:shop:cart"]'),
      'namespace.yaml': settings('namespaces: [shop]'),
      'class.yaml': settings('runtimeClasses: [kata]'),
    })
    const run = (config: string) =>
      warrant(['takeover', 'a.yaml', '--to', 'node', '--admission-config', config], { cwd })
    expect((await run('none.yaml')).exitCode).toBe(0)
    for (const [config, exemption] of [
      ['user.yaml', 'user system:serviceaccount:shop:cart'],
      ['namespace.yaml', 'namespace shop'],
      ['class.yaml', 'runtime class kata'],
    ] as const) {
      const { stdout, exitCode } = await run(config)
      expect(exitCode).toBe(1)
      expect(stdout).toContain(`exemption of ${exemption}`)
    }
  })

  it('tells what it could not read beside a drawing', async () => {
    const cwd = folderOf({ 'a.yaml': privileged, 'b.yaml': 'a: [\n' })
    for (const format of ['dot', 'mermaid']) {
      const { stderr, exitCode } = await warrant(['takeover', 'a.yaml', 'b.yaml', '-o', format], { cwd })
      expect(stderr).toMatch(/b\.yaml:\d+/)
      expect(exitCode).toBe(2)
    }
  })

  it('tells apart wrong usage, and broken input from clean', async () => {
    const cwd = folderOf({ 'a.yaml': `${privileged}---\na: [\n`, 'none.yaml': '' })
    const broken = await warrant(['takeover', 'a.yaml'], { cwd })
    expect(broken.stdout).toMatch(/^a\.yaml:\d+/)
    expect(broken.stdout).toContain('builder')
    const wrong = await warrant(['takeover', 'a.yaml', '--to', 'moon'], { cwd })
    expect(wrong.stderr).toMatch(/moon/)
    expect(wrong.exitCode).toBe(2)
    for (const [version, message] of [
      ['one', /"one" is no version of Kubernetes; give v1\.N/],
      ['v2.0', /no version of Kubernetes/],
      ['v1.99', new RegExp(`v1\\.99 is not known; v1\\.${newestMinor} is the newest`)],
    ] as const) {
      const { stderr, exitCode } = await warrant(['takeover', 'a.yaml', '--kubernetes-version', version], { cwd })
      expect(stderr).toMatch(message)
      expect(exitCode).toBe(2)
    }
    const none = await warrant(['takeover', 'none.yaml'], { cwd })
    expect(none.exitCode).toBe((await warrant(['audit', 'none.yaml'], { cwd })).exitCode)
    expect(none.stdout).toMatch(/none\.yaml: there is nothing in it/)
  })
})
