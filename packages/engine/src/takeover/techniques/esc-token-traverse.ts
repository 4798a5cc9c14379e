import { code, nodeFiles, podFiles } from '../graph/index.ts'
import { declares, defineTechnique, eachContainerWithMounts, eachNode, have } from '../vocabulary/index.ts'
import { type Place, showsPodFiles, type SpotOnNode, type World } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

interface Subject extends Partial<SpotOnNode> {
  readonly place: Place
}

function* eachReader(world: World): Iterable<Subject> {
  yield* eachContainerWithMounts(world)
  for (const place of eachNode(world)) yield { place }
}

/** The kubelet keeps the tokens and Secrets of all its pods in one folder. */
export const escTokenTraverse = defineTechnique({
  id: 'ESC-TOKEN-TRAVERSE',
  title: 'Read the tokens of all pods on the node',
  class: 'credential',
  description:
    'The tokens and the Secrets of every pod on a node lie as files under /var/lib/kubelet/pods. A mount of it or of a folder above shows them all, read-only or not.',
  references: ['https://attack.mitre.org/techniques/T1528/'],
  each: eachReader,
  requires: [
    [
      have('code in the container', ({ spot }: Subject) => spot && code(spot)),
      declares('a mount of /var/lib/kubelet/pods', ({ spot }: Subject, world) =>
        spot ? mounts(spot, world, showsPodFiles) : [],
      ),
    ],
    [have('every file of the node', ({ spot, place }: Subject) => (spot ? undefined : nodeFiles(place)))],
  ],
  gives: ({ place }) => podFiles(place),
  tells: ({ spot, place: { name, assumed } }) =>
    spot
      ? `Read the tokens of the pods on the node, which container ${spot.container.name} of ${spot.load.title} mounts`
      : `Read the tokens of the pods on ${assumed ? name : `node ${name}`}`,
})
