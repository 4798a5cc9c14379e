import { testRule } from '../../../test/rule-tester.ts'
import { pullPolicy } from './pull-policy.ts'

const { bad, good } = pullPolicy.examples
const without = (image: string) =>
  bad.replace('      imagePullPolicy: IfNotPresent\n', '').replace('registry.example/cart:1.4.2', image)
const digest = `sha256:${'a'.repeat(64)}`

testRule(pullPolicy, {
  pass: [
    { name: 'the default for latest', yaml: without('foo/bar:latest') },
    { name: 'the default for no tag', yaml: without('host:5000/bar') },
    { name: 'the default for latest with a digest', yaml: without(`foo/bar:latest@${digest}`) },
    { name: 'a digest, when accepted', yaml: without(`foo/bar@${digest}`), options: { acceptDigests: true } },
  ],
  fail: [
    {
      name: 'the default for a version',
      yaml: without('registry.example/cart:1.4.2'),
      at: ['spec.containers[0].imagePullPolicy'],
      message: /means IfNotPresent/,
      fixed: good,
    },
    {
      name: 'IfNotPresent',
      yaml: bad,
      at: ['spec.containers[0].imagePullPolicy'],
      marked: ['imagePullPolicy: IfNotPresent'],
      fixed: good,
    },
    {
      name: 'Never, also for latest',
      yaml: without('foo/bar:latest').replace('latest\n', 'latest\n      imagePullPolicy: Never\n'),
      at: ['spec.containers[0].imagePullPolicy'],
      message: /is Never/,
    },
    { name: 'a digest', yaml: without(`foo/bar@${digest}`), at: ['spec.containers[0].imagePullPolicy'] },
    {
      name: 'a null policy, which is none',
      yaml: bad.replace('IfNotPresent', 'null'),
      at: ['spec.containers[0].imagePullPolicy'],
      fixed: good,
    },
  ],
})
