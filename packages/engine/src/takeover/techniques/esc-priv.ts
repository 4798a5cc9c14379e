import { code, nodeRoot } from '../graph/index.ts'
import { declares, defineTechnique, eachContainer, have } from '../vocabulary/index.ts'
import { privileged } from '../posture/index.ts'

/** A privileged container mounts the node's disks, or writes to its kernel's settings. */
export const escPriv = defineTechnique({
  id: 'ESC-PRIV',
  title: 'Privileged container',
  class: 'escape',
  description:
    'A privileged container sees all devices of its node and holds every capability: it mounts the disk of the node and changes what root runs there. A user namespace takes this away.',
  references: ['https://attack.mitre.org/techniques/T1611/'],
  each: eachContainer,
  requires: [[have('code in the container', code), declares('privileged', privileged)]],
  gives: ({ load }, { places }) => places.of(load).map(nodeRoot),
  tells: ({ container }) => `Leave container ${container.name}, which is privileged, for its node`,
})
