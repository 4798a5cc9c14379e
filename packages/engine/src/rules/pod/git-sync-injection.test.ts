import { testRule } from '../../../test/rule-tester.ts'
import { gitSyncInjection } from './git-sync-injection.ts'

const pod = (image: string, container: string) => `apiVersion: v1
kind: Pod
metadata: { name: site }
spec:
  containers:
    - name: sync
      image: ${image}
${container}`

testRule(gitSyncInjection, {
  pass: [
    {
      name: 'the variable in another image',
      yaml: pod('registry.example/web:1', '      env: [{ name: GITSYNC_GIT, value: x }]\n'),
    },
    {
      name: 'other flags',
      yaml: pod('registry.k8s.io/git-sync/git-sync:v4.4.0', '      args: [--git-config=a, --repo=b]\n'),
    },
  ],
  fail: [
    {
      name: 'the flag, with a value behind it',
      yaml: pod('registry.k8s.io/git-sync/git-sync:v4.4.0', '      args: [--repo=b, --git, /tmp/x]\n'),
      at: ['spec.containers[0].args[1]'],
    },
    {
      name: 'the older variable',
      yaml: pod(
        'git-sync@sha256:0123456789012345678901234567890123456789012345678901234567890123',
        '      env: [{ name: A, value: b }, { name: GIT_SYNC_GIT, value: x }]\n',
      ),
      at: ['spec.containers[0].env[1]'],
    },
  ],
})
