import { testRule } from '../../../test/rule-tester.ts'
import { runsAsRoot } from './runs-as-root.ts'

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
const own = 'spec.containers[0].securityContext.runAsNonRoot'

testRule(runsAsRoot, {
  pass: [
    { name: 'a container that overrules its pod', yaml: pod('{ runAsNonRoot: false }', '{ runAsNonRoot: true }') },
    {
      name: 'a user other than root, whatever runAsNonRoot says',
      yaml: pod('{}', '{ runAsUser: 1, runAsNonRoot: false }'),
    },
    { name: "the pod's user", yaml: pod('{ runAsUser: 1000 }', '{ runAsNonRoot: false }') },
    { name: 'root by number, which root-user-id reports', yaml: pod('{ runAsUser: 0 }', '{}') },
    { name: 'Windows pods', yaml: pod('{}', '{}').replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
  ],
  fail: [
    {
      name: 'contexts that say nothing',
      yaml: pod('{}', '{ privileged: false }'),
      at: [own],
      message: /image decides/,
      fixed: pod('{}', '{ privileged: false, runAsNonRoot: true }'),
    },
    {
      name: 'false on the pod',
      yaml: pod('{ runAsNonRoot: false }', '{ privileged: false }'),
      at: ['spec.securityContext.runAsNonRoot'],
      marked: ['runAsNonRoot: false'],
      containers: ['web'],
      fixed: pod('{ runAsNonRoot: false }', '{ privileged: false, runAsNonRoot: true }'),
    },
    {
      name: 'false on the container of a pod that says true',
      yaml: pod('{ runAsNonRoot: true }', '{ runAsNonRoot: false }'),
      at: [own],
      message: /is false/,
      fixed: pod('{ runAsNonRoot: true }', '{ runAsNonRoot: true }'),
    },
    { name: 'null, which overrules nothing', yaml: pod('{}', '{ runAsNonRoot: ~, runAsUser: null }'), at: [own] },
    {
      name: 'an ephemeral container and a sidecar',
      yaml: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: proxy, image: registry.example/proxy:1, restartPolicy: Always }]
  containers: [{ name: web, image: registry.example/web:1, securityContext: { runAsUser: 10001 } }]
  ephemeralContainers: [{ name: debug, image: registry.example/debug:1 }]
`,
      at: [
        'spec.initContainers[0].securityContext.runAsNonRoot',
        'spec.ephemeralContainers[0].securityContext.runAsNonRoot',
      ],
      containers: ['proxy', 'debug'],
    },
    { name: 'silence as medium', yaml: pod('{}', '{}'), at: [own], severity: 'medium' },
    {
      name: 'a pod with a user namespace, as low',
      yaml: pod('{}', '{}').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
      at: [own],
      severity: 'low',
    },
  ],
})
