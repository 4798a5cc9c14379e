import { isNamespaced, pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { hasController, isMadeByKubernetes } from './own-objects.ts'

/**
 * An object is in the namespace default.
 *
 * Restricted fields: metadata.namespace
 * Allowed values:    anything but undefined, empty and default
 */
export const defaultNamespace = defineRule({
  id: 'default-namespace',
  title: 'Object is in the namespace default',
  severity: 'low',
  category: 'scope',
  visit: 'resource',
  profile: 'all',
  frameworks: { cis: ['5.7.4'] },
  fix: 'none',
  description:
    'Reported for every namespaced object whose namespace is `default`, or that names none, so that it lands in whichever the context names, default unless set otherwise. What Kubernetes itself keeps there is left out, as are objects that a controller made for another one and objects of kinds that are not known to be namespaced.',
  why: 'Quotas, policies and roles are given by namespace; what shares default with everything else shares them too.',
  remedy: 'Give the application a namespace of its own.',
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
data:
  a: b
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: shop
data:
  a: b
`,
  },
  *check({ resource }) {
    const { namespace } = resource
    if (!isNamespaced(resource) || (namespace !== undefined && namespace !== '' && namespace !== 'default')) return
    if (isMadeByKubernetes(resource) || hasController(resource)) return
    yield {
      at: pathIn(resource, 'metadata', 'namespace'),
      message:
        namespace === 'default'
          ? 'the namespace is default'
          : 'no namespace is named, which means default unless the context says otherwise',
    }
  },
})
