import { can, defineTechnique, everywhereAtOnce, podMakingKinds } from '../vocabulary/index.ts'
import { makesPods, newNamespace, unguarded } from '../graph/index.ts'

/**
 * Whoever creates a namespace writes its labels, so that Pod Security enforces there what she likes: the defaults of the API
 * server count only for namespaces without them. Source: kubernetes/pod-security-admission admission/admission.go,
 * ValidateNamespace, which only asks for valid labels on create.
 */
export const nsCreate = defineTechnique({
  id: 'NS-CREATE',
  title: 'Create a namespace',
  class: 'rbac',
  description:
    'A new namespace has the labels that its creator gives it, and so any pod is let in. It takes the right to make pods in every namespace besides, as no role is bound in the new one.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  each: everywhereAtOnce,
  requires: [[can('create', 'namespaces', { nameless: true }), can('create', podMakingKinds, { nameless: true })]],
  gives: () => [makesPods(newNamespace), unguarded(newNamespace)],
  tells: () => 'Create a namespace in which Pod Security enforces nothing',
})
