import fc from 'fast-check'

/** Pods as people and machines write them, with every field that Pod Security looks at set well, badly and not at all. */

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq })
const record = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] })

const name = fc.constantFrom('a', 'b', 'app', 'sidecar')
const profile = record({ type: fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined', 'Other') })
const seLinuxOptions = record({
  type: fc.constantFrom('', 'container_t', 'container_engine_t', 'spc_t'),
  user: fc.constantFrom('', 'system_u'),
  role: fc.constantFrom('', 'system_r'),
  level: fc.constant('s0'),
})
const windowsOptions = record({ hostProcess: fc.boolean() })
const capability = fc.constantFrom('CHOWN', 'NET_BIND_SERVICE', 'NET_RAW', 'SYS_ADMIN', 'KILL', 'CAP_CHOWN', 'ALL')

const containerContext = record({
  privileged: maybe(fc.boolean()),
  allowPrivilegeEscalation: maybe(fc.boolean(), 4),
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1000)),
  procMount: maybe(fc.constantFrom('Default', 'Unmasked')),
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
    host: fc.constantFrom('', '10.0.0.1', 'localhost'),
  }),
  tcpSocket: record({ port: fc.constant(80), host: fc.constantFrom('', '127.0.0.1') }),
})

const container = record({
  name,
  image: fc.constant('registry.example/app:1.0.0'),
  securityContext: maybe(containerContext, 6),
  livenessProbe: maybe(handler, 1),
  startupProbe: maybe(handler, 1),
  lifecycle: maybe(record({ preStop: handler }), 1),
  ports: maybe(
    fc.array(record({ containerPort: fc.constantFrom(80, 8080), hostPort: fc.constantFrom(0, 80, 10250) }), {
      maxLength: 2,
    }),
  ),
})

const volume = fc.oneof(
  fc.constantFrom('emptyDir', 'configMap', 'secret', 'csi', 'hostPath', 'nfs', 'image').map((source) => ({
    name: 'v',
    [source]: source === 'hostPath' ? { path: '/var/log' } : {},
  })),
  fc.constant({ name: 'v' }),
)

const podContext = record({
  runAsNonRoot: maybe(fc.boolean()),
  runAsUser: maybe(fc.constantFrom(0, 1000)),
  seccompProfile: maybe(profile),
  appArmorProfile: maybe(profile),
  seLinuxOptions: maybe(seLinuxOptions),
  windowsOptions: maybe(windowsOptions),
  sysctls: maybe(
    fc.array(
      fc.record({
        name: fc.constantFrom('net.ipv4.tcp_syncookies', 'net.ipv4.tcp_rmem', 'kernel.msgmax'),
        value: fc.constant('1'),
      }),
      { maxLength: 2 },
    ),
  ),
})

/** The spec of a pod; every list may be missing but `containers`. */
export const podSpec = fc.record(
  {
    hostNetwork: maybe(fc.boolean(), 1),
    hostPID: maybe(fc.boolean(), 1),
    hostIPC: maybe(fc.boolean(), 1),
    hostUsers: maybe(fc.boolean(), 1),
    os: maybe(record({ name: fc.constantFrom('linux', 'windows') }), 1),
    securityContext: maybe(podContext, 4),
    initContainers: maybe(fc.array(container, { maxLength: 2 })),
    containers: fc.array(container, { minLength: 1, maxLength: 3 }),
    ephemeralContainers: maybe(fc.array(container, { maxLength: 1 }), 1),
    volumes: maybe(fc.array(volume, { maxLength: 3 })),
  },
  { requiredKeys: ['containers'] },
)

const annotationKey = fc.constantFrom(
  'container.apparmor.security.beta.kubernetes.io/a',
  'container.apparmor.security.beta.kubernetes.io/gone',
  'seccomp.security.alpha.kubernetes.io/pod',
  'container.seccomp.security.alpha.kubernetes.io/a',
)

/** A pod with annotations of the kinds that count. */
export const pod = fc
  .record({
    annotations: fc.dictionary(
      annotationKey,
      fc.constantFrom('', 'runtime/default', 'docker/default', 'localhost/x', 'unconfined'),
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
