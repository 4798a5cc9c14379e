import { testRule } from '../../../test/rule-tester.ts'
import { sudoInEntrypoint } from './sudo-in-entrypoint.ts'

const { bad } = sudoInEntrypoint.examples

function command(...items: string[]): string {
  return bad.replace(/command: .*/, `command: ${JSON.stringify(items)}`)
}

testRule(sudoInEntrypoint, {
  pass: [
    {
      name: 'other words with it inside',
      yaml: command('pseudo', '--sudo-user=me', 'sudoers', 'my-sudo', '/etc/sudo.conf'),
    },
    { name: 'a variable of that name', yaml: command('sh', '-c', 'SUDO=x exec worker') },
    { name: 'Windows pods', yaml: bad.replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
    { name: 'null', yaml: bad.replace(/command: .*/, 'command:') },
  ],
  fail: [
    {
      name: 'a line of shell',
      yaml: bad,
      at: ['spec.containers[0].command[2]'],
      marked: ["'sudo sysctl -p && exec worker'"],
    },
    { name: 'the program', yaml: command('sudo', 'worker'), at: ['spec.containers[0].command[0]'] },
    {
      name: 'the program by its path',
      yaml: command('/usr/bin/sudo', '-E', 'worker'),
      at: ['spec.containers[0].command[0]'],
    },
    {
      name: 'a call behind another',
      yaml: command('sh', '-c', 'set -e;sudo -n worker'),
      at: ['spec.containers[0].command[2]'],
    },
    {
      name: 'a call in a substitution',
      yaml: command('sh', '-c', 'id=$(sudo id)'),
      at: ['spec.containers[0].command[2]'],
    },
    {
      name: 'a block of shell',
      yaml: bad.replace(/command: .*/, 'args:\n        - |\n          set -e\n          sudo worker'),
      at: ['spec.containers[0].args[0]'],
      message: /^args calls sudo$/,
    },
    {
      name: 'init and ephemeral containers',
      yaml: `apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  initContainers:
    - { name: prepare, args: [sudo, chown] }
  ephemeralContainers:
    - { name: debug, command: [sudo, bash] }
`,
      at: ['spec.initContainers[0].args[0]', 'spec.ephemeralContainers[0].command[0]'],
      containers: ['prepare', 'debug'],
    },
  ],
})
