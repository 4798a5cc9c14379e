import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'
import { deprecated, privileged } from '../../../test/fixtures.ts'

const only = ['--rule', 'privileged-container']

describe('warrant audit', () => {
  it('shows what is wrong with its line, and exits with 1', async () => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    const { stdout, exitCode } = await warrant(['audit', 'pod.yaml', ...only], { cwd })
    expect(stdout).toContain('critical  privileged is on (container builder)')
    expect(stdout).toContain('18 │       privileged: yes')
    expect(exitCode).toBe(1)
  })

  it.each([
    ['--fail-on decides', ['--fail-on', 'critical'], 1],
    ['--exit-code replaces 1', ['--exit-code', '7'], 7],
    ['--exit-code 0 never fails', ['--exit-code', '0'], 0],
    ['a namespace without findings is clean', ['-n', 'shop'], 0],
    ['a namespace by pattern', ['-n', 'c*'], 1],
    ['a namespace as kubectl takes it', ['-n=ci'], 1],
    ['a rule that is skipped', ['--skip-rule', 'privileged-container'], 0],
  ])('%s', async (_, args, exitCode) => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    expect(await warrant(['audit', '.', ...only, ...args], { cwd })).toMatchObject({ exitCode })
  })

  it('gives the JSON of the contract', async () => {
    const cwd = folderOf({ 'a/pod.yaml': `---\n${privileged}` })
    const { stdout } = await warrant(['audit', '-f', 'a', '-o', 'json', ...only], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'AuditReport',
      summary: {
        resources: 1,
        workloads: 1,
        findings: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
        exempted: 0,
        errors: 0,
      },
      findings: [
        {
          rule: 'privileged-container',
          severity: 'critical',
          resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'ci', name: 'builder' },
          container: 'builder',
          path: 'spec.containers[0].securityContext.privileged',
          location: { file: 'a/pod.yaml', line: 19, column: 7, endLine: 19, endColumn: 22 },
          fix: { class: 'evidence' },
          exemption: null,
        },
      ],
      errors: [],
    })
  })

  it('reads standard input', async () => {
    const { stdout, exitCode } = await warrant(['audit', '-', '-o', 'name', ...only], {
      cwd: folderOf({}),
      stdin: privileged,
    })
    expect(stdout).toContain('pod/builder')
    expect(exitCode).toBe(1)
  })

  it('lets a broken document hide nothing else, and exits with 2', async () => {
    const cwd = folderOf({ 'all.yaml': `a: [b\n---\n${privileged}` })
    const { stdout, exitCode } = await warrant(['audit', 'all.yaml', '-o', 'json', ...only], { cwd })
    const report = JSON.parse(stdout) as { errors: object[]; findings: object[] }
    expect(report.errors).toMatchObject([{ file: 'all.yaml', document: 0 }])
    expect(report.findings).toHaveLength(1)
    expect(exitCode).toBe(2)
  })

  it('counts what a written warrant covers, and lets it pass', async () => {
    const annotation = '    unwarranted.dev/allow.privileged-container: "builds images; owner=ci; until=2099-12-31"\n'
    const cwd = folderOf({ 'pod.yaml': privileged.replace('spec:\n', `  annotations:\n${annotation}spec:\n`) })
    const { stdout, exitCode } = await warrant(['audit', '.', '-o', 'json', ...only], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { exempted: 1, findings: { critical: 0 } },
      findings: [{ exemption: { reason: 'builds images', owner: 'ci', until: '2099-12-31' } }],
    })
    expect(exitCode).toBe(0)
  })

  it('takes warrant.yaml of the working folder', async () => {
    const configuration = `apiVersion: unwarranted.dev/v1
kind: Configuration
warrants:
  - rule: privileged-container
    match: { namespace: ci, container: builder }
    reason: builds images
`
    const cwd = folderOf({ 'pod.yaml': privileged, 'warrant.yaml': configuration })
    expect(await warrant(['audit', 'pod.yaml', ...only], { cwd })).toMatchObject({ exitCode: 0 })
  })

  it('names the line of a key in warrant.yaml that it does not know', async () => {
    const cwd = folderOf({
      'pod.yaml': privileged,
      'warrant.yaml': 'apiVersion: unwarranted.dev/v1\nkind: Configuration\nfailon: low\n',
    })
    const { stderr, exitCode } = await warrant(['audit', 'pod.yaml'], { cwd })
    expect(stderr).toMatch(/warrant\.yaml:3:1: .*unknown key "failon"/)
    expect(exitCode).toBe(2)
  })

  it('reports only what a baseline does not know', async () => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    const { stdout: before } = await warrant(['audit', '.', '-o', 'json', ...only], { cwd })
    const later = folderOf({ 'pod.yaml': `# moved\n\n${privileged}`, 'new.yaml': deprecated, 'baseline.json': before })
    const args = ['audit', 'pod.yaml', 'new.yaml', '--baseline', 'baseline.json', '-o', 'json']
    const { stdout } = await warrant([...args, '--rule', 'privileged-container,deprecated-account-field'], {
      cwd: later,
    })
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { known: 1 },
      findings: [{ rule: 'deprecated-account-field' }],
    })
  })

  it.each([
    ['a path that is not there', ['nowhere'], /nowhere.*no such file/s],
    [
      'a rule that is not there',
      ['.', '--rule', 'privileged'],
      /no rule named privileged; did you mean privileged-container/,
    ],
    ['an option that is not there', ['.', '--strict'], /unknown option '--strict'/],
    ['a format that is not there', ['.', '-o', 'xml'], /Allowed choices are table/],
    ['a baseline that is none', ['.', '--baseline', 'pod.yaml'], /pod\.yaml/],
  ])('exits with 2 for %s', async (_, args, message) => {
    const cwd = folderOf({ 'pod.yaml': deprecated })
    const { stdout, stderr, exitCode } = await warrant(['audit', ...args], { cwd })
    expect(stdout + stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  it('says what it left unread', async () => {
    const cwd = folderOf({ 'pod.yaml': deprecated, 'image.yaml': '\0\u0001\u0002' })
    const { stderr } = await warrant(['audit', '.'], { cwd })
    expect(stderr).toContain('image.yaml was passed over: it is a binary file')
  })
})
