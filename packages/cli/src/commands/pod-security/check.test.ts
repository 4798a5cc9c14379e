import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'
import { privileged } from '../../../test/fixtures.ts'

const check = ['pod-security', 'check']
const plain =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ci}\nspec: {containers: [{name: web, image: web:1}]}\n'
const namespace = (labels: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: {name: ci, labels: {pod-security.kubernetes.io/${labels}}}\n`
const exempting = (name: string) =>
  `apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\nexemptions: ${name}\n`

describe('warrant pod-security check', () => {
  it('says what is refused, with its line, and exits with 1', async () => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    const { stdout, exitCode } = await warrant([...check, 'pod.yaml', '--level', 'baseline'], { cwd })
    expect(stdout).toMatch(
      /• privileged \(container "builder" must not set\s+securityContext\.privileged=true\)\s+pod\.yaml:18\n/,
    )
    expect(exitCode).toBe(1)
  })

  it('has the words of the API server in JSON', async () => {
    const cwd = folderOf({ 'a/pod.yaml': privileged })
    const args = ['-f', 'a', '--level', 'baseline', '--version', 'v1.30', '-o', 'json']
    const { stdout } = await warrant([...check, ...args], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'PodSecurityReport',
      policy: 'baseline:v1.30',
      summary: { workloads: 1, refused: 1 },
      results: [
        {
          resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'ci', name: 'builder' },
          message:
            'pods "builder" is forbidden: violates PodSecurity "baseline:v1.30": privileged (container "builder" must not set securityContext.privileged=true)',
          violations: [{ check: 'privileged', locations: [{ file: 'a/pod.yaml', line: 18, container: 'builder' }] }],
        },
      ],
      errors: [],
    })
  })

  it.each([
    ['a level that everything passes', ['--level', 'privileged'], 0],
    ['a level that something does not pass', ['--level', 'restricted'], 1],
    ['--exit-code replaces 1', ['--level', 'restricted', '--exit-code', '7'], 7],
    ['a namespace by pattern', ['--level', 'restricted', '-n', 'c*'], 1],
    ['a namespace without workloads', ['--level', 'restricted', '-n', 'shop'], 0],
    ['namespaces that ask for nothing', ['--from-labels'], 0],
  ])('%s', async (_, args, exitCode) => {
    const cwd = folderOf({ 'pod.yaml': privileged })
    expect(await warrant([...check, '.', ...args], { cwd })).toMatchObject({ exitCode })
  })

  it.each([
    ['enforce: baseline', [], 1, /pods "builder" is forbidden: violates PodSecurity "baseline:latest": privileged/],
    ['warn: baseline', [], 0, /would violate PodSecurity "baseline:latest": privileged/],
    ['warn: baseline', ['--fail-on-warn'], 1, /would violate/],
    ['audit: baseline', ['--fail-on-warn'], 0, /would violate/],
    ['enforce: Baseline', ['-n', 'ci'], 1, /Namespace "ci" is invalid: metadata\.labels\[pod-security/],
    ['enforce: baseline', ['--admission-config', 'ns.conf'], 0, /exempt by namespace: privileged/],
    ['enforce: baseline', ['--admission-config', 'user.conf'], 1, /is forbidden/],
    ['enforce: baseline', ['--admission-config', 'user.conf', '--requested-by', 'root'], 0, /exempt by user/],
    ['enforce: baseline', ['--admission-config', 'outer.conf'], 0, /exempt by namespace/],
  ])('goes by a namespace with %s and %j', async (labels, args, exitCode, text) => {
    const cwd = folderOf({
      'all.yaml': `${namespace(labels)}---\n${privileged}`,
      'ns.conf': exempting('{namespaces: [ci]}'),
      'user.conf': exempting('{usernames: [root]}'),
      'outer.conf':
        'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins: [{name: PodSecurity, path: ns.conf}]\n',
    })
    const ran = await warrant([...check, 'all.yaml', '--from-labels', '-o', 'wide', ...args], { cwd })
    expect(ran.stdout).toMatch(text)
    expect(ran.exitCode).toBe(exitCode)
  })

  it('finds the file that an AdmissionConfiguration names beside it', async () => {
    const cwd = folderOf({
      'pod.yaml': privileged,
      'conf/outer.yaml':
        'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins: [{name: PodSecurity, path: inner.yaml}]\n',
      'conf/inner.yaml':
        'apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\ndefaults: {enforce: strict}\n',
    })
    const args = ['pod.yaml', '--from-labels', '--admission-config', 'conf/outer.yaml']
    const { stderr, exitCode } = await warrant([...check, ...args], { cwd })
    expect(stderr).toMatch(/conf\/inner\.yaml:3:12: defaults\.enforce: must be one of privileged, baseline, restricted/)
    expect(exitCode).toBe(2)
  })

  it('lets a broken document hide nothing else, and exits with 2', async () => {
    const cwd = folderOf({ 'all.yaml': `a: [b\n---\n${privileged}` })
    const { stdout, exitCode } = await warrant([...check, 'all.yaml', '--level', 'baseline', '-o', 'json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [{ file: 'all.yaml', document: 0 }],
      results: [{ outcome: 'refused' }],
    })
    expect(exitCode).toBe(2)
  })

  it('tells broken input on stderr where the output has no place for it', async () => {
    const { stdout, stderr } = await warrant([...check, '-', '--level', 'baseline', '-o', 'name'], {
      cwd: folderOf({}),
      stdin: `${plain}---\na: [b\n---\n${privileged}`,
    })
    expect(stdout).toBe('refused pod/builder ci baseline:latest <stdin>:10:1\n')
    expect(stderr).toContain('<stdin>:6:4')
  })

  it('takes excludes and namespaces of warrant.yaml', async () => {
    const configuration = 'apiVersion: unwarranted.dev/v1\nkind: Configuration\n'
    const files = { 'pod.yaml': privileged, 'vendor/other.yaml': privileged.replaceAll('builder', 'vendored') }
    const names = async (rest: string) => {
      const cwd = folderOf({ ...files, 'warrant.yaml': configuration + rest })
      return (await warrant([...check, '.', '--level', 'baseline', '-o', 'name'], { cwd })).stdout.match(/pod\/\w+/g)
    }
    expect(await names('exclude: [vendor/**]\n')).toEqual(['pod/builder'])
    expect(await names('namespaces: {exclude: [ci]}\n')).toBeNull()
  })

  it.each([
    ['neither a level nor labels', ['.'], /give --level privileged, baseline or restricted, or --from-labels/],
    ['both', ['.', '--level', 'baseline', '--from-labels'], /cannot go together/],
    ['a level that is none', ['.', '--level', 'strict'], /Allowed choices are privileged, baseline, restricted/],
    ['a version that is none', ['.', '--level', 'baseline', '--version', '1.30'], /"1\.30" is no Pod Security version/],
    ['a version of labels', ['.', '--from-labels', '--version', 'v1.30'], /--version has a meaning with --level only/],
    [
      'exemptions at a level',
      ['.', '--level', 'baseline', '--requested-by', 'x'],
      /--requested-by has a meaning with --from-labels/,
    ],
    ['a configuration that is not there', ['.', '--from-labels', '--admission-config', 'no'], /cannot read the conf/],
    ['a path that is not there', ['nowhere', '--level', 'baseline'], /nowhere.*no such file/s],
    ['nothing of Kubernetes', ['values.yaml', '--level', 'baseline'], /values\.yaml/],
  ])('exits with 2 for %s', async (_, args, message) => {
    const cwd = folderOf({ 'pod.yaml': privileged, 'values.yaml': 'a: b\n' })
    const { stdout, stderr, exitCode } = await warrant([...check, ...args], { cwd })
    expect(stdout + stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })
})
