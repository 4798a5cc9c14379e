import { clusterAdmin, code, nodeFiles, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import { type Place, showsClusterKeys, type SpotOnNode, type World } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

interface Subject extends Partial<SpotOnNode> {
  readonly place: Place
}

function* eachOnControlPlane(world: World): Iterable<Subject> {
  for (const place of world.places.all) if (place.controlPlane) yield { place }
  for (const each of eachContainerWithMounts(world)) if (each.place.controlPlane) yield each
}

/** The keys of the cluster lie on its control plane nodes. */
export const nodeCpPki = defineTechnique({
  id: 'NODE-CP-PKI',
  title: 'Control plane keys',
  class: 'credential',
  description:
    "A control plane node keeps the keys that sign client certificates and the tokens of service accounts, and an administrator's kubeconfig. Whoever reads them signs what she likes, system:masters included, without asking anybody. Providers who run the control plane show none of its nodes.",
  references: ['https://kubernetes.io/docs/setup/best-practices/certificates/'],
  each: eachOnControlPlane,
  requires: [
    [have('root on a control plane node', ({ spot, place }: Subject) => (spot ? undefined : nodeRoot(place)))],
    [have('every file of a control plane node', ({ spot, place }: Subject) => (spot ? undefined : nodeFiles(place)))],
    [
      have('code in a container on a control plane node', ({ spot }: Subject) => spot && code(spot)),
      declares('a mount of /etc/kubernetes/pki', ({ spot }: Subject, world) =>
        spot ? mounts(spot, world, showsClusterKeys) : [],
      ),
    ],
  ],
  gives: () => clusterAdmin,
  tells: ({ spot, place: { name, assumed } }) =>
    spot
      ? `Sign an administrator's certificate with the keys that container ${spot.container.name} of ${spot.load.title} mounts`
      : `Sign an administrator's certificate with the keys on ${assumed ? name : `node ${name}`}`,
})
