import { can, defineTechnique, eachClusterObject } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

/** Labels and taints of nodes decide where pods run. */
export const nodeStatus = defineTechnique({
  id: 'NODE-STATUS',
  title: 'Steer scheduling',
  class: 'rbac',
  description:
    'Whoever writes nodes, or their status, decides by labels, taints and free resources where pods run, privileged DaemonSets among them. Kubelets may do so for their own node alone.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction'],
  each: eachClusterObject,
  requires: [[can('update|patch', 'nodes|nodes/status')]],
  gives: () => effect('the choice of where pods run'),
  tells: ({ name }) => `Change the labels, taints or status of ${name === undefined ? 'any node' : `node ${name}`}`,
})
