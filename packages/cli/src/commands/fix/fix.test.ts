import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'
import { deprecated, mendedDeprecated, privileged } from '../../../test/fixtures.ts'

describe('warrant fix', () => {
  it('mends what is safe and leaves the rest, twice with one result', async () => {
    const cwd = folderOf({ 'web.yaml': deprecated, 'pod.yaml': privileged })
    const { stdout } = await warrant(['fix', '.'], { cwd })
    expect(stdout).toContain('Fixed (1)')
    expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(mendedDeprecated)
    expect(readFileSync(join(cwd, 'pod.yaml'), 'utf8')).toBe(privileged)
    const again = await warrant(['fix', '.'], { cwd })
    expect(again.stdout).toContain('No file was changed.')
    expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(mendedDeprecated)
  })

  it('does not write a file that has nothing to mend', async () => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    const before = statSync(join(cwd, 'pod.yaml')).mtimeMs
    await warrant(['fix', '.'], { cwd })
    expect(statSync(join(cwd, 'pod.yaml')).mtimeMs).toBe(before)
  })

  it('applies what needs evidence when told to, and ends up clean', async () => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    const args = [
      'fix',
      'pod.yaml',
      '--rule',
      'privileged-container,privilege-escalation-allowed',
      '--include',
      'evidence',
    ]
    expect(await warrant(args, { cwd })).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(cwd, 'pod.yaml'), 'utf8')).toBe(
      privileged.replace('privileged: yes\n', 'privileged: false\n      allowPrivilegeEscalation: false\n'),
    )
  })

  it('writes nothing with --dry-run, and shows the change with --diff', async () => {
    const cwd = folderOf({ 'web.yaml': deprecated })
    const { stdout } = await warrant(['fix', '.', '--dry-run', '--diff'], { cwd })
    expect(stdout).toBe(`--- a/web.yaml
+++ b/web.yaml
@@ -2,5 +2,5 @@
 kind: Pod
 metadata: {name: web, namespace: shop}
 spec:
-  serviceAccount: web   # robot
   containers: [{name: web, image: "registry.example/web:1"}]
+  serviceAccountName: web
`)
    expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(deprecated)
  })

  it('keeps line ends, byte order mark and a missing final newline', async () => {
    const text = `\uFEFF${deprecated.replaceAll('\n', '\r\n').trimEnd()}`
    const cwd = folderOf({ 'web.yaml': text })
    await warrant(['fix', 'web.yaml'], { cwd })
    expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(
      `\uFEFF${mendedDeprecated.replaceAll('\n', '\r\n').trimEnd()}`,
    )
  })

  it('gives the mended text of standard input on standard output', async () => {
    const ran = await warrant(['fix', '-'], { cwd: folderOf({}), stdin: deprecated })
    expect(ran.stdout).toBe(mendedDeprecated)
    expect(ran.stderr).toContain('Fixed (1)')
  })

  it.each([
    ['nothing to mend', privileged],
    ['no manifest at all', 'a: b\r\n'],
    ['a byte order mark', `\uFEFF${privileged}`],
  ])('gives back standard input with %s as it was', async (_, stdin) => {
    expect((await warrant(['fix', '-'], { cwd: folderOf({}), stdin })).stdout).toBe(stdin)
  })

  it('reports what became of each finding as JSON', async () => {
    const cwd = folderOf({ 'web.yaml': deprecated, 'pod.yaml': privileged })
    const { stdout } = await warrant(
      ['fix', '.', '-o', 'json', '--rule', 'privileged-container,deprecated-account-field'],
      { cwd },
    )
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'FixReport',
      summary: { fixed: 1, 'needs-evidence': 1, files: 1 },
      files: [{ file: 'web.yaml', written: true }],
    })
  })

  it('refuses a link that leads outside of the paths given', async () => {
    const outside = folderOf({ 'web.yaml': deprecated })
    const cwd = folderOf({})
    symlinkSync(join(outside, 'web.yaml'), join(cwd, 'web.yaml'))
    const { stderr, exitCode } = await warrant(['fix', '.'], { cwd })
    expect(stderr).toMatch(/outside/)
    expect(exitCode).toBe(3)
    expect(readFileSync(join(outside, 'web.yaml'), 'utf8')).toBe(deprecated)
  })

  it('mends the good documents beside a broken one, and exits with 2', async () => {
    const cwd = folderOf({ 'all.yaml': `a: [b\n---\n${deprecated}` })
    expect(await warrant(['fix', '.'], { cwd })).toMatchObject({ exitCode: 2 })
    expect(readFileSync(join(cwd, 'all.yaml'), 'utf8')).toBe(`a: [b\n---\n${mendedDeprecated}`)
  })

  it('tells which files were written before one could not be', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everywhere')
    const cwd = folderOf({ 'a.yaml': deprecated, 'b.yaml': deprecated })
    chmodSync(join(cwd, 'b.yaml'), 0o444)
    const { stderr, exitCode } = await warrant(['fix', '.'], { cwd })
    expect(stderr).toMatch(/b\.yaml.*permission denied; 1 of 2 files had been written: a\.yaml/)
    expect(exitCode).toBe(3)
  })

  it('proposes a patch for an overlay, and writes nothing', async ({ skip }) => {
    const cwd = folderOf({ 'kustomization.yaml': 'resources: [web.yaml]\nnamePrefix: a-\n', 'web.yaml': deprecated })
    const { stdout, stderr } = await warrant(['fix', '.'], { cwd })
    if (/was found/.test(stdout + stderr)) skip('neither kustomize nor kubectl is here')
    expect(stdout).toContain('path: /spec/serviceAccountName')
    expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(deprecated)
  })
})
