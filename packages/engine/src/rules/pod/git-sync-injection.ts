import { parseImage } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * git-sync is told which program to run as git.
 *
 * Restricted fields: containers[*].env[*].name, containers[*].args[*], containers[*].command[*] (init, sidecar, regular, ephemeral)
 * Allowed values:    anything but GITSYNC_GIT, GIT_SYNC_GIT and --git, in an image called git-sync
 */
export const gitSyncInjection = defineRule({
  id: 'git-sync-injection',
  title: 'git-sync runs a program of its choice',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { mitre: ['T1059'] },
  fix: 'none',
  description:
    'Reported when a container whose image is called git-sync has the variable `GITSYNC_GIT` (or `GIT_SYNC_GIT`), or the flag `--git`: git-sync runs what it names.',
  why: 'Whoever may edit the pod, or the Helm value that ends up there, runs commands in it without changing its image.',
  remedy: 'Remove the setting; git-sync brings its own git.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
    - name: site
      image: registry.example/git-sync:4.4.0
      env:
        - name: GITSYNC_GIT
          value: /tmp/git.sh
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: site
spec:
  containers:
    - name: site
      image: registry.example/git-sync:4.4.0
      env:
        - name: GITSYNC_REPO
          value: https://git.example/site.git
`,
  },
  *check({ container }) {
    const { image = '', env = [], args = [], command = [] } = container.spec
    if (parseImage(image)?.repository.split('/').at(-1) !== 'git-sync') return
    for (const [i, { name }] of env.entries()) {
      if (name !== 'GITSYNC_GIT' && name !== 'GIT_SYNC_GIT') continue
      yield { at: container.path('env', i), message: `${name} names the program that runs as git` }
    }
    for (const [list, words] of [
      ['command', command],
      ['args', args],
    ] as const) {
      for (const [i, word] of words.entries()) {
        if (!/^--?git(?:=|$)/.test(word)) continue
        yield { at: container.path(list, i), message: '--git names the program that runs as git' }
      }
    }
  },
})
