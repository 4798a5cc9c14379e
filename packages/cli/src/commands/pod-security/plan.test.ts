import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { privileged } from '../../../test/fixtures.ts'
import { folderOf, warrant } from '../../../test/warrant.ts'

const plan = ['pod-security', 'plan']
const pod = (namespace: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ${namespace}}\nspec: {containers: [{name: web, image: web:1}]}\n`
const namespace = (name: string, labels = '') =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: {${labels}}   # ours\n`
const enforce = (level: string) => `pod-security.kubernetes.io/enforce: ${level}`

describe('warrant pod-security plan', () => {
  it('has one line for each namespace, the most urgent first, and details on demand', async () => {
    const cwd = folderOf({
      'a.yaml': `${namespace('ci', enforce('baseline'))}---\n${privileged}`,
      'b.yaml': `${namespace('shop')}---\n${pod('shop')}`,
    })
    const { stdout, exitCode } = await warrant([...plan, '.'], { cwd })
    expect(stdout).toMatch(/^NAMESPACE +ENFORCES +COULD +GAP/m)
    expect(stdout).toMatch(/^ci +baseline +privileged +refuses 1 pod +1 +1 baseline, 1 restricted$/m)
    expect(stdout).toMatch(/^shop +privileged +baseline +1 level +1 +1 restricted$/m)
    expect(stdout).not.toContain('kubectl label')
    expect(exitCode).toBe(1)
    const { stdout: detail } = await warrant([...plan, '.', '-n', 'shop'], { cwd })
    expect(detail).toMatch(/1 of 1 workload holds it at baseline: 4 fields/)
    expect(detail).toMatch(/kubectl label --overwrite namespace shop/)
    expect(detail).not.toMatch(/^ci/m)
  })

  it('says what will not come back, with the words of the API server', async () => {
    const running = `${privileged}status: {phase: Running}\n`
    const cwd = folderOf({ 'a.yaml': `${namespace('ci', enforce('baseline'))}---\n${running}` })
    const { stdout } = await warrant([...plan, '.', '-o', 'json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'PodSecurityPlan',
      version: 'latest',
      goal: 'restricted',
      summary: { namespaces: 1, withRefusedPods: 1 },
      namespaces: [
        {
          namespace: 'ci',
          policy: { enforce: 'baseline:latest', audit: 'privileged:latest', warn: 'baseline:latest' },
          enforceable: 'privileged',
          refused: [
            {
              running: true,
              message:
                'violates PodSecurity "baseline:latest": privileged (container "builder" must not set securityContext.privileged=true)',
            },
          ],
        },
      ],
    })
  })

  it('writes the labels of the first stage and nothing else, once', async () => {
    const cwd = folderOf({ 'a.yaml': `${namespace('shop')}---\n${pod('shop')}` })
    const before = readFileSync(join(cwd, 'a.yaml'), 'utf8')
    const { stdout: diff } = await warrant([...plan, 'a.yaml', '--diff'], { cwd })
    expect(diff).toMatch(/^\+.*enforce: baseline/m)
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(before)
    const { stdout } = await warrant([...plan, 'a.yaml', '--write'], { cwd })
    expect(stdout).toContain('a.yaml: labels of shop written')
    const prefix = 'pod-security.kubernetes.io/'
    const after = readFileSync(join(cwd, 'a.yaml'), 'utf8')
    expect(after).toBe(
      before.replace(
        ' {}   # ours\n',
        `   # ours\n    ${prefix}enforce: baseline\n    ${prefix}audit: restricted\n    ${prefix}warn: restricted\n`,
      ),
    )
    const { stdout: again } = await warrant([...plan, 'a.yaml', '--write'], { cwd })
    expect(again).toContain('No label had to be written.')
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(after)
  })

  it('says why labels were not written', async () => {
    const cwd = folderOf({ 'a.yaml': pod('shop') })
    const { stdout } = await warrant([...plan, 'a.yaml', '--write'], { cwd })
    expect(stdout).toMatch(/shop: labels not written: its manifest is not among the files/)
    const fromStdin = await warrant([...plan, '-', '--write'], {
      cwd,
      stdin: `${namespace('shop')}---\n${pod('shop')}`,
    })
    expect(fromStdin.stdout).toMatch(/labels not written: it did not come from a file/)
  })

  it('takes defaults and exemptions of the API server', async () => {
    const configuration =
      'apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\ndefaults: {enforce: baseline}\nexemptions: {namespaces: [ci]}\n'
    const cwd = folderOf({
      'a.yaml': `${privileged}---\n${privileged.replace('namespace: ci', 'namespace: shop')}`,
      'psc.yaml': configuration,
    })
    const { stdout } = await warrant([...plan, 'a.yaml', '--admission-config', 'psc.yaml'], { cwd })
    expect(stdout).toMatch(/^shop +baseline .*refuses 1 pod/m)
    expect(stdout).toMatch(/^ci +baseline .*exempt/m)
  })

  it.each([
    ['wide', /In the way of restricted/],
    ['yaml', /^kind: PodSecurityPlan$/m],
    ['markdown', /^\| `shop` \| privileged:latest \| baseline \|/m],
  ])('prints %s', async (format, text) => {
    const cwd = folderOf({ 'a.yaml': pod('shop') })
    expect((await warrant([...plan, 'a.yaml', '-o', format], { cwd })).stdout).toMatch(text)
  })

  it('lets a broken document hide nothing else, and exits with 2', async () => {
    const cwd = folderOf({ 'a.yaml': `a: [b\n---\n${pod('shop')}` })
    const { stdout, exitCode } = await warrant([...plan, 'a.yaml'], { cwd })
    expect(stdout).toMatch(/a\.yaml:\d+:\d+: /)
    expect(stdout).toMatch(/^shop /m)
    expect(exitCode).toBe(2)
  })

  it.each([
    [['a.yaml', '--goal', 'privileged'], /Allowed choices are baseline, restricted/],
    [['a.yaml', '--version', '1.36'], /no Pod Security version; give latest or v1\.N/],
    [['a.yaml', '--kubernetes-version', 'latest'], /as in v1\.34/],
  ])('refuses %j', async (args, message) => {
    const { stderr, exitCode } = await warrant([...plan, ...args], { cwd: folderOf({ 'a.yaml': pod('shop') }) })
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  it('says so when nothing is in the namespaces asked for', async () => {
    const cwd = folderOf({ 'a.yaml': pod('shop') })
    const { stderr, exitCode } = await warrant([...plan, 'a.yaml', '-n', 'nowhere'], { cwd })
    expect(stderr).toMatch(/nothing was planned/)
    expect(exitCode).toBe(0)
  })
})
