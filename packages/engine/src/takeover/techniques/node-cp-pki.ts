import { clusterAdmin, code, nodeFiles, nodeRoot, pods } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, have } from '../vocabulary/index.ts'
import {
  type Place,
  runsUnseenPods,
  showsClusterKeys,
  type SpotOnNode,
  unseenPodsCut,
  type World,
} from '../world/index.ts'
import { mounts } from '../posture/index.ts'

interface Subject extends Partial<SpotOnNode> {
  readonly place: Place
  /** Whether it is reached through pods there that the input does not show. */
  readonly unseen?: boolean
}

function* eachOnControlPlane(world: World): Iterable<Subject> {
  for (const place of world.places.all) {
    if (place.controlPlane) yield { place }
    if (runsUnseenPods(place, world)) yield { place, unseen: true }
  }
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
    [
      have('root on a control plane node', (subject: Subject) =>
        isNode(subject) ? nodeRoot(subject.place) : undefined,
      ),
    ],
    [
      have('every file of a control plane node', (subject: Subject) =>
        isNode(subject) ? nodeFiles(subject.place) : undefined,
      ),
    ],
    [
      have('code in a container on a control plane node', ({ spot }: Subject) => spot && code(spot)),
      declares('a mount of /etc/kubernetes/pki', ({ spot }: Subject, world) =>
        spot ? mounts(spot, world, showsClusterKeys) : [],
      ),
    ],
    [
      have('code in any pod of kube-system', ({ unseen }: Subject) => (unseen ? pods('kube-system') : undefined)),
      declares('pods of Kubernetes itself on a control plane node', ({ place, unseen }: Subject, world) =>
        unseen ? [[unseenPodsCut(place, world)]] : [],
      ),
    ],
  ],
  gives: () => clusterAdmin,
  tells: ({ spot, place: { name, assumed }, unseen }) => {
    if (spot)
      return `Sign an administrator's certificate with the keys that container ${spot.container.name} of ${spot.load.title} mounts`
    const where = assumed ? name : `node ${name}`
    return unseen
      ? `Sign an administrator's certificate with the keys on ${where}, from a pod of Kubernetes itself there`
      : `Sign an administrator's certificate with the keys on ${where}`
  },
})

function isNode({ spot, unseen }: Subject): boolean {
  return spot === undefined && !unseen
}
