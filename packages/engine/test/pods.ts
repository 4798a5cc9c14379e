import fc from 'fast-check'

/** Pods as people and machines write them, with every field that Pod Security looks at set well, badly and not at all. */

/** Left out one time in `freq`; with 1 it would never be there. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq })
/** There one time in four. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const record = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] })

/** Code points whose properties no version of Unicode still changes: Go and JavaScript need not have the same one. */
const settled = fc
  .oneof(
    fc.integer({ min: 0, max: 0x2ff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
    fc.integer({ min: 0x4e00, max: 0x9fa5 }),
    fc.integer({ min: 0xe000, max: 0xf8ff }),
    fc.integer({ min: 0x1f600, max: 0x1f64f }),
    fc.integer({ min: 0xf0000, max: 0x10fffd }),
  )
  .map((point) => String.fromCodePoint(point))

/** Mostly what people write, now and then anything at all: quotes, controls, characters beyond the first plane. */
const odd = (...usual: string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.string({ unit: settled, maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '"', '\\', '\u0007', '\u00ad', '\u200b', '\ufffd', '\u{1f600}', '\u{e0001}'),
    },
  )

const name = odd('a', 'b', 'app', 'sidecar')
const profile = record({ type: odd('RuntimeDefault', 'Localhost', 'Unconfined') })
const seLinuxOptions = record({
  type: odd('', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t'),
  user: fc.constantFrom('', 'system_u'),
  role: fc.constantFrom('', 'system_r'),
  level: fc.constant('s0'),
})
const windowsOptions = record({ hostProcess: fc.boolean() })
const capability = odd(
  'CHOWN',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SYS_ADMIN',
  'KILL',
  'CAP_CHOWN',
  'CAP_NET_BIND_SERVICE',
  'net_bind_service',
  'ALL',
)

const containerContext = record({
  privileged: maybe(fc.boolean()),
  allowPrivilegeEscalation: maybe(fc.boolean(), 4),
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1000)),
  procMount: maybe(odd('Default', 'Unmasked')),
  seccompProfile: maybe(profile),
  appArmorProfile: maybe(profile),
  seLinuxOptions: maybe(seLinuxOptions),
  windowsOptions: maybe(windowsOptions),
  capabilities: maybe(
    record({
      add: fc.array(capability, { maxLength: 2 }),
      drop: fc.oneof(fc.constant(['ALL']), fc.array(fc.constantFrom('ALL', 'all', 'NET_RAW'), { maxLength: 2 })),
    }),
    4,
  ),
})

const handler = record({
  httpGet: record({
    path: fc.constant('/'),
    port: fc.constant(80),
    host: odd('', '10.0.0.1', 'localhost'),
  }),
  tcpSocket: record({ port: fc.constant(80), host: fc.constantFrom('', '127.0.0.1') }),
})

const container = record({
  name,
  image: fc.constant('registry.example/app:1.0.0'),
  securityContext: maybe(containerContext, 6),
  livenessProbe: seldom(handler),
  startupProbe: seldom(handler),
  lifecycle: seldom(record({ preStop: handler })),
  ports: maybe(
    fc.array(record({ containerPort: fc.constantFrom(80, 8080), hostPort: fc.constantFrom(0, 80, 10250) }), {
      maxLength: 2,
    }),
  ),
})

const sources =
  'emptyDir configMap secret csi downwardAPI ephemeral image persistentVolumeClaim projected hostPath gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk photonPersistentDisk portworxVolume scaleIO storageos'.split(
    ' ',
  )

const volume = fc
  .record({ name: odd('v', 'w'), sources: fc.subarray(sources, { maxLength: 2 }), none: fc.constantFrom(...sources) })
  .map(({ name: of, sources: set, none }) => ({
    name: of,
    [none]: null,
    ...Object.fromEntries(set.map((source) => [source, source === 'hostPath' ? { path: '/var/log' } : {}])),
  }))

const podContext = record({
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1000)),
  seccompProfile: maybe(profile),
  appArmorProfile: maybe(profile),
  seLinuxOptions: maybe(seLinuxOptions),
  windowsOptions: maybe(windowsOptions),
  sysctls: maybe(
    fc.array(
      record({
        name: odd(
          'net.ipv4.tcp_syncookies',
          'net.ipv4.ip_local_reserved_ports',
          'net.ipv4.tcp_fin_timeout',
          'net.ipv4.tcp_rmem',
          'net.ipv4.tcp_notsent_lowat',
          'kernel.msgmax',
          'net/ipv4/tcp_syncookies',
        ),
        value: fc.constant('1'),
      }),
      { maxLength: 2 },
    ),
  ),
})

/** The spec of a pod; every list may be missing but `containers`. */
export const podSpec = fc.record(
  {
    hostNetwork: seldom(fc.boolean()),
    hostPID: seldom(fc.boolean()),
    hostIPC: seldom(fc.boolean()),
    hostUsers: seldom(fc.boolean()),
    os: seldom(record({ name: fc.constantFrom('linux', 'windows') })),
    securityContext: maybe(podContext, 4),
    initContainers: maybe(fc.array(container, { maxLength: 2 })),
    containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    ephemeralContainers: seldom(fc.array(container, { maxLength: 1 })),
    volumes: maybe(fc.array(volume, { maxLength: 3 })),
  },
  { requiredKeys: ['containers'] },
)

const annotationKey = fc.constantFrom(
  'container.apparmor.security.beta.kubernetes.io/a',
  'container.apparmor.security.beta.kubernetes.io/gone',
  'container.apparmor.security.beta.kubernetes.io/',
  'seccomp.security.alpha.kubernetes.io/pod',
  'container.seccomp.security.alpha.kubernetes.io/a',
)

/** A pod with annotations of the kinds that count. */
export const pod = fc
  .record({
    annotations: fc.dictionary(
      annotationKey,
      fc.oneof(
        {
          weight: 9,
          arbitrary: odd('', 'runtime/default', 'docker/default', 'localhost/x', 'localhost/', 'unconfined'),
        },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      { maxKeys: 2 },
    ),
    spec: podSpec,
  })
  .map(({ annotations, spec }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', annotations },
    spec,
  }))
