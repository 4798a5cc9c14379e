import { allNamespaces, can, defineTechnique, mayMakePods } from '../vocabulary/index.ts'
import { nodeRoot, scopeText } from '../graph/index.ts'

/**
 * Pod Security looks at the volumes of a pod, not behind a claim. Under restricted the pod still chooses group 0, which
 * the socket of the container runtime belongs to.
 *
 * A right to create claims is not asked for: a pod brings one along as an ephemeral volume, or a StatefulSet as a template,
 * and a controller creates it. Source: kubernetes/kubernetes pkg/controller/volume/ephemeral/controller.go
 */
export const podCreateHostpv = defineTechnique({
  id: 'POD-CREATE-HOSTPV',
  title: 'hostPath through a PersistentVolume',
  class: 'rbac',
  description:
    'A PersistentVolume may stand for a path of its node. Whoever creates one, and pods that claim it, has the disk of the node in the pod; Pod Security does not see through the claim. The claim may come with the pod, as an ephemeral volume.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
    'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#security',
  ],
  each: allNamespaces,
  requires: [[can('create', 'persistentvolumes', { nameless: true }), mayMakePods]],
  gives: () => nodeRoot(),
  tells: ({ namespace }) =>
    `Make a PersistentVolume of the node's disk, and a pod ${scopeText(namespace)} that claims it`,
})
