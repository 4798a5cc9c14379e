import { testRule } from '../../../test/rule-tester.ts'
import { envReferenceMissing } from './env-reference-missing.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(envReferenceMissing, {
  pass: [
    {
      name: 'the ConfigMap that every namespace has',
      yaml: pod('      env: [{ name: CA, valueFrom: { configMapKeyRef: { name: kube-root-ca.crt, key: ca.crt } } }]\n'),
    },
    {
      name: 'Secrets that operators make',
      yaml: `${pod('      envFrom: [{ secretRef: { name: a } }, { secretRef: { name: b } }]\n')}---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: a, namespace: shop }\n---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: c, namespace: shop }\nspec: { target: { name: b } }\n`,
    },
    {
      name: 'optional references',
      yaml: pod(
        '      envFrom: [{ secretRef: { name: a, optional: true } }]\n      env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b, optional: yes } } }]\n',
      ),
    },
    {
      name: 'a key of stringData',
      yaml: `${pod('      env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b } } }]\n')}---\napiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: shop }\nstringData: { b: c }\n`,
    },
  ],
  fail: [
    {
      name: 'one that is made in another namespace',
      yaml: `${pod('      envFrom: [{ secretRef: { name: a } }]\n')}---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: a, namespace: other }\n`,
      at: ['spec.containers[0].envFrom[0].secretRef'],
    },
    {
      name: 'a Secret that is not there',
      yaml: pod('      env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b } } }]\n'),
      at: ['spec.containers[0].env[0].valueFrom.secretKeyRef'],
      message: /no Secret a in/,
    },
    {
      name: 'one of another namespace',
      yaml: `${pod('      envFrom: [{ configMapRef: { name: a } }]\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: other }\n`,
      at: ['spec.containers[0].envFrom[0].configMapRef'],
    },
    {
      name: 'a key that is not there',
      yaml: `${pod('      env: [{ name: A, valueFrom: { configMapKeyRef: { name: a, key: b } } }]\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { c: d }\n`,
      at: ['spec.containers[0].env[0].valueFrom.configMapKeyRef'],
      message: /ConfigMap a has no key b/,
    },
  ],
})
