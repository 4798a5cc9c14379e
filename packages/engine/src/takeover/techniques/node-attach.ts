import { code, nodeRoot } from '../graph/index.ts'
import { defineTechnique, eachNode, have } from '../vocabulary/index.ts'

/** Root on a node is root in all that runs there. */
export const nodeAttach = defineTechnique({
  id: 'NODE-ATTACH',
  title: 'Root on a node owns its pods',
  class: 'lateral',
  description:
    'Root on a node enters every container that runs there, with its volumes and tokens. Where no node is known, workloads are taken to share one.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  each: eachNode,
  requires: [[have('root on the node', nodeRoot)]],
  gives: (place, { places }) => places.loadsOn(place).flatMap(({ spots }) => spots.map(code)),
  tells: ({ name, assumed }) => (assumed ? 'Enter the pods that share its node' : `Enter the pods on node ${name}`),
})
