import { code, nodeRoot } from '../graph/index.ts'
import { capability, unconfinedByAppArmor, unconfinedBySeccomp } from '../posture/index.ts'
import { declares, defineTechnique, eachContainerOnNode, have, holds, isPowerful } from '../vocabulary/index.ts'
import { kubeletSettings, type SpotOnNode, usesFirstCgroups } from '../world/index.ts'

/** The first version of cgroups runs a program of one's choice as root when a group is empty. */
export const escSysadminCgroup = defineTechnique({
  id: 'ESC-SYSADMIN-CGROUP',
  title: 'cgroup v1 release_agent',
  class: 'escape',
  description:
    'With SYS_ADMIN a container mounts a hierarchy of cgroup v1 and names the program that the kernel runs as root on the node when a group is left. It takes a node of which is known that it uses cgroup v1, and neither AppArmor nor seccomp in the way.',
  references: ['https://man7.org/linux/man-pages/man7/cgroups.7.html'],
  each: eachContainerOnNode(isPowerful),
  requires: [
    [
      have('code in the container', ({ spot }: SpotOnNode) => code(spot)),
      holds('the node uses cgroup v1', ({ place }: SpotOnNode, { cluster }) =>
        kubeletSettings(cluster).some((settings) => usesFirstCgroups(place, settings)),
      ),
      declares('capability SYS_ADMIN', ({ spot }: SpotOnNode, world) => capability(spot, world, 'SYS_ADMIN')),
      declares('not confined by AppArmor', unconfinedByAppArmor),
      declares('not confined by seccomp', unconfinedBySeccomp),
    ],
  ],
  gives: ({ place }) => nodeRoot(place),
  tells: ({ spot: { container, load } }) =>
    `Name a release_agent in a cgroup of the node from container ${container.name} of ${load.title}`,
})
