import { code, nodeFiles } from '../graph/index.ts'
import { can, declares, defineTechnique, eachContainerWithMounts, have, type Target } from '../vocabulary/index.ts'
import { changesLogs, changesPodLogs, type SpotOnNode, type World } from '../world/index.ts'
import { mounts } from '../posture/index.ts'

interface Subject extends SpotOnNode, Target {}

function* eachWithLogs(world: World): Iterable<Subject> {
  for (const each of eachContainerWithMounts(world)) yield { ...each, namespace: each.spot.load.namespace }
}

/** A link in place of a log file makes the kubelet read another file, as root. */
export const escVarlog = defineTechnique({
  id: 'ESC-VARLOG',
  title: 'Symlink in /var/log read through the log endpoint',
  class: 'escape',
  description:
    "The kubelet reads log files as root and follows links. Whoever puts a link into the node's /var/log and may ask for logs reads any file of the node: the logs of a pod in the namespace, or those of nodes, for which only a binding for the whole cluster counts.",
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/system-logs/'],
  each: eachWithLogs,
  requires: [
    [
      have('code in the container', ({ spot }: Subject) => code(spot)),
      declares('a writable mount of /var/log', ({ spot }: Subject, world) => mounts(spot, world, changesPodLogs)),
      can('get', 'pods/log'),
    ],
    [
      have('code in the container', ({ spot }: Subject) => code(spot)),
      declares('a writable mount in /var/log', ({ spot }: Subject, world) => mounts(spot, world, changesLogs)),
      can('get', 'nodes/log'),
    ],
  ],
  gives: ({ place }) => nodeFiles(place),
  tells: ({ spot: { container, load } }) =>
    `Link to a file in /var/log of the node from container ${container.name} of ${load.title}, and ask for the log`,
})
