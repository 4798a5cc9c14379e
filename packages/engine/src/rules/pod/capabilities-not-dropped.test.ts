import { testRule } from '../../../test/rule-tester.ts'
import { baselineCapabilities } from '../../pod-security/index.ts'
import { defaultCapabilities } from '../../cluster/index.ts'
import { capabilitiesNotDropped } from './capabilities-not-dropped.ts'

const pod = (podContext: string, containerContext: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: ${podContext}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: ${containerContext}
`

testRule(capabilitiesNotDropped, {
  pass: [
    { name: 'ALL among others', yaml: pod('{}', '{ capabilities: { drop: [NET_RAW, ALL] } }') },
    { name: 'lower case', yaml: pod('{}', '{ capabilities: { drop: [all] } }') },
    {
      name: 'ALL beside what is added back',
      yaml: pod('{}', '{ capabilities: { drop: ["ALL"], add: [NET_BIND_SERVICE] } }'),
    },
  ],
  fail: [
    {
      name: 'single ones',
      yaml: pod('{}', '{ capabilities: { drop: [NET_RAW, MKNOD] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      message: /only NET_RAW, MKNOD are dropped/,
      fixed: pod('{}', '{ capabilities: { drop: [ALL] } }'),
    },
    {
      name: 'what is added stays',
      yaml: pod('{}', '{ capabilities: { add: [NET_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      message: /no capability/,
      fixed: pod('{}', '{ capabilities: { add: [NET_ADMIN], drop: [ALL] } }'),
    },
    {
      name: 'an empty list in block style',
      yaml: pod('{}', '\n        capabilities:\n          drop: []'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
    {
      name: 'capabilities of the pod, which do not exist',
      yaml: pod('{ capabilities: { drop: [ALL] } }', '{}'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
    {
      name: 'CAP_ALL, a name that runtimes do not know',
      yaml: pod('{}', '{ capabilities: { drop: [CAP_ALL] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      message: /only CAP_ALL is dropped/,
      severity: 'medium',
      fixed: pod('{}', '{ capabilities: { drop: [ALL] } }'),
    },
    {
      name: 'every default by name, as low',
      yaml: pod('{}', `{ capabilities: { drop: [${[...defaultCapabilities].join(', ')}, NET_ADMIN] } }`),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      message: /every default is dropped by name/,
      severity: 'low',
    },
    {
      name: 'every default but one',
      yaml: pod('{}', `{ capabilities: { drop: [${[...baselineCapabilities].join(', ')}, CAP_NET_RAW] } }`),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      severity: 'medium',
    },
    {
      name: 'a list with a null in it',
      yaml: pod('{}', '{ capabilities: { drop: [~, ""] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
  ],
})
