import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, hostPathYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escRawio } from './esc-rawio.ts'

const by = ['container app']

testTechnique(escRawio, {
  raised: [
    { name: 'SYS_RAWIO', yaml: podYaml(capabilitiesYaml('SYS_RAWIO')), by, reaches: 'node' },
    {
      name: 'a mount of all devices, with MKNOD by default',
      yaml: hostPathYaml('/dev'),
      by,
      grants: [
        /^the mount of \/dev of/,
        /^capability MKNOD, which runtimes give, of|^capability MKNOD, which runtimes give/,
      ],
      text: /^Open devices of the node past its file systems in container app of Pod shop\/p$/,
    },
    { name: 'a mount of a disk', yaml: hostPathYaml('/dev/nvme0n1p1'), by },
  ],
  not: [
    { name: 'MKNOD by default, and no device', yaml: podYaml() },
    { name: 'a mount of a device that is no disk', yaml: hostPathYaml('/dev/shm') },
    {
      name: 'a mount of a disk without MKNOD',
      yaml: hostPathYaml('/dev/sda', '', 'securityContext: { capabilities: { drop: [MKNOD] } }'),
    },
  ],
})
