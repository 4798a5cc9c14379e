import { testRule } from '../../../test/rule-tester.ts'
import { subpathSymlinkCve } from './subpath-symlink-cve.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(subpathSymlinkCve, {
  pass: [
    {
      name: 'whole volumes and read-only ones',
      yaml: pod(
        '      volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /b, subPath: x, readOnly: yes }]\n',
      ),
    },
  ],
  fail: [
    {
      name: 'both fields',
      yaml: pod(
        '      volumeMounts: [{ name: a, mountPath: /a, subPathExpr: $(POD) }, { name: b, mountPath: /b, subPath: x }]\n',
      ),
      at: ['spec.containers[0].volumeMounts[0].subPathExpr', 'spec.containers[0].volumeMounts[1].subPath'],
    },
  ],
})
