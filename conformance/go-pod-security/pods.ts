import fc, { type Arbitrary } from 'fast-check'

/** What the generator takes from the Go program. */
export interface Known {
  readonly volumeSources: readonly string[]
  /** Whether both sides know the same of every character, so that both escape it, or neither does. */
  readonly isKnown: (text: string) => boolean
}

const names = ['a', 'b', 'c', 'istio-proxy']
const appArmor = 'container.apparmor.security.beta.kubernetes.io/'
const seccompOfPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccomp = 'container.seccomp.security.alpha.kubernetes.io/'

/**
 * Pods as the API server may decode them, from those that pass every check to those that pass none: what the checks look
 * at is written well, badly, oddly, as null or not at all.
 */
export function podsOf(known: Known): Arbitrary<unknown> {
  return fc
    .oneof(...[0, 3, 10, 25, 60].map((oddness) => podOf(known, oddness)))
    .map((pod) => JSON.parse(JSON.stringify(pod)) as unknown)
}

const texts = [
  '',
  ' ',
  '"',
  '\\',
  '", "',
  'a"b',
  'é',
  'e\u0301',
  '\u0000',
  '\u0007\b\f\n\r\t\v',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u2028',
  '\u3000',
  '\ue000',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '\u{1f600}',
  '\u{1f468}\u200d\u{1f469}',
  '\u{e0001}',
  '\u{10ffff}',
  '%s%q%!',
  '${x}',
  '__proto__',
  'constructor',
]

function podOf({ volumeSources, isKnown }: Known, oddness: number): Arbitrary<object> {
  const oddText: Arbitrary<string> = fc.oneof(
    fc.constantFrom(...texts),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 6 }).filter(isKnown),
    fc.constantFrom(...texts).map((text) => `a${text}`),
  )

  /** One of the good values, or now and then an odd one: any of those given, null, or nothing at all. */
  function field(good: readonly unknown[], ...odd: (Arbitrary<unknown> | readonly unknown[])[]): Arbitrary<unknown> {
    const others = odd.map((each) => (each instanceof fc.Arbitrary ? each : fc.constantFrom(...each)))
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 100 - oddness, arbitrary: fc.constantFrom(...good) },
      { weight: oddness, arbitrary: fc.oneof(fc.constantFrom(undefined, null), ...others) },
    )
  }

  /** A part of a pod that is nearly always there. */
  function part(value: Arbitrary<unknown>): Arbitrary<unknown> {
    return fc.oneof(
      { weight: 400 - oddness, arbitrary: value },
      { weight: oddness, arbitrary: fc.constantFrom(undefined, null, {}) },
    )
  }

  /** A part of a pod that good pods do without. */
  function rarely(value: Arbitrary<unknown>, ...good: readonly unknown[]): Arbitrary<unknown> {
    return field([undefined, ...good], value, value, [{}])
  }

  function list(item: Arbitrary<unknown>, minLength: number, maxLength: number): Arbitrary<unknown> {
    return fc.oneof(
      { weight: 800 - oddness, arbitrary: fc.array(item, { minLength, maxLength }) },
      { weight: oddness, arbitrary: fc.constantFrom(undefined, null, [], [null]) },
    )
  }

  const name = field([...names, ...names, ''], oddText)
  const flag = field([undefined, false], [true, true])

  const seccompProfile = rarely(
    fc.record({ type: field(['RuntimeDefault', 'Localhost'], ['Unconfined', 'runtime/default', ''], oddText) }),
    { type: 'RuntimeDefault' },
    { type: 'Localhost', localhostProfile: 'a.json' },
  )
  const appArmorProfile = rarely(
    fc.record({ type: field(['RuntimeDefault', 'Localhost'], ['Unconfined', 'unconfined', ''], oddText) }),
    { type: 'RuntimeDefault' },
  )
  const seLinuxOptions = rarely(
    fc.record({
      type: field(
        ['', 'container_t', 'container_init_t', 'container_kvm_t', undefined],
        ['container_engine_t', 'spc_t', 'Container_t'],
        oddText,
      ),
      user: field([undefined, ''], ['system_u'], oddText),
      role: field([undefined, ''], ['system_r'], oddText),
      level: field([undefined, 's0:c1,c2'], oddText),
    }),
    { level: 's0:c123,c456' },
  )
  const windowsOptions = rarely(fc.record({ hostProcess: flag, runAsUserName: field([undefined, 'ContainerUser']) }))
  const runAsUser = field([undefined, 1000], [0, 0, 1, -1, 65534, 2 ** 31, Number.MAX_SAFE_INTEGER])

  const capabilityName = fc.oneof(
    fc.constantFrom('NET_BIND_SERVICE', 'CHOWN', 'SYS_ADMIN', 'NET_RAW', 'ALL', 'all', 'CAP_ALL', 'cap_chown', 'chown'),
    fc.constantFrom('AUDIT_WRITE', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP'),
    fc.constantFrom('SETUID', 'SYS_CHROOT', 'CAP_CHOWN', 'CAP_NET_BIND_SERVICE', 'All', ' ALL', 'NET_ADMIN', null),
    oddText,
  )
  const capabilities = part(
    fc.record({
      add: field([undefined, [], ['NET_BIND_SERVICE']], fc.array(capabilityName, { maxLength: 4 })),
      drop: field([['ALL'], ['ALL', 'KILL'], ['NET_RAW', 'ALL']], fc.array(capabilityName, { maxLength: 3 })),
    }),
  )

  const securityContext = part(
    fc.record({
      privileged: flag,
      allowPrivilegeEscalation: field([false], [true]),
      runAsNonRoot: field([true, undefined], [false, false]),
      runAsUser,
      procMount: field([undefined, 'Default'], ['Unmasked', 'default', ''], oddText),
      capabilities,
      seccompProfile,
      appArmorProfile,
      seLinuxOptions,
      windowsOptions,
    }),
  )

  const host = field([undefined, ''], ['127.0.0.1', 'localhost', '::1', '10.0.0.1', 'example.com'], oddText)
  const handler = rarely(
    fc.record({
      httpGet: rarely(fc.record({ host, port: fc.constantFrom(80, 'http', undefined) })),
      tcpSocket: rarely(fc.record({ host, port: fc.constantFrom(80, 'http') })),
      exec: field([undefined, { command: ['true'] }]),
    }),
    { httpGet: { path: '/', port: 8080 } },
    { tcpSocket: { port: 8080 } },
    { exec: { command: ['true'] } },
  )
  const container = fc.record({
    name,
    image: fc.constantFrom('registry.example/app:1', undefined),
    ports: field(
      [undefined, [], [{ containerPort: 8080 }], [{ containerPort: 53, hostPort: 0, protocol: 'UDP' }]],
      list(
        fc.record({
          containerPort: field([8080, 443]),
          hostPort: field([undefined, 0], [80, 80, 443, 8080, 9100, 10250, -1, 65535]),
          hostIP: field([undefined, '127.0.0.1']),
        }),
        1,
        4,
      ),
    ),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: rarely(fc.record({ postStart: handler, preStop: handler })),
    securityContext,
  })

  const source = fc.constantFrom({}, {}, {}, null)
  const refused = fc.constantFrom(...volumeSources).chain((key) => source.map((value) => ({ [key]: value })))
  const volume = fc
    .tuple(
      field(['config', 'data', 'tmp'], oddText),
      field(
        [{ emptyDir: {} }, { configMap: { name: 'config' } }, { secret: { secretName: 'key' } }, { projected: {} }],
        refused,
        refused,
        fc.tuple(refused, refused).map(([one, other]) => ({ ...one, ...other })),
        [{}, { hostPath: { path: '/' } }, { hostPath: null }],
      ),
    )
    .map(([volumeName, sources]) => ({ name: volumeName, ...(sources as object | null | undefined) }))

  const sysctl = fc.record({
    name: field(
      ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
      ['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports'],
      ['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
      ['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem', 'net.ipv4.tcp_notsent_lowat'],
      ['net.ipv4.tcp_slow_start_after_idle', 'kernel.msgmax', 'net.core.somaxconn', 'net/ipv4/tcp_syncookies'],
      oddText,
    ),
    value: fc.constantFrom('0', '1', ''),
  })

  const podSecurityContext = part(
    fc.record({
      runAsNonRoot: field([true], [false, false]),
      runAsUser,
      seccompProfile: field([{ type: 'RuntimeDefault' }], seccompProfile, seccompProfile),
      appArmorProfile,
      seLinuxOptions,
      windowsOptions,
      sysctls: field([undefined, []], list(sysctl, 1, 4)),
    }),
  )

  const profile = fc.oneof(
    fc.constantFrom('runtime/default', 'docker/default', 'localhost/a', 'localhost/', 'localhost', 'unconfined', ''),
    fc.constantFrom('RuntimeDefault', 'Runtime/default', ' runtime/default', null),
    oddText.filter(isKnown),
  )
  const owner = fc.oneof(fc.constantFrom(...names, 'nobody', ''), oddText)
  const key = fc.oneof(
    owner.map((of) => appArmor + of),
    owner.map((of) => seccomp + of),
    fc.constantFrom(seccompOfPod, 'example.com/note'),
  )
  const annotations = field(
    [
      undefined,
      {},
      { 'example.com/note': 'x' },
      { [`${appArmor}a`]: 'runtime/default', [seccompOfPod]: 'localhost/a' },
    ],
    fc.uniqueArray(fc.tuple(key, profile), { maxLength: 4, selector: ([each]) => each }).map(Object.fromEntries),
  )

  const spec = fc.record({
    hostNetwork: flag,
    hostPID: flag,
    hostIPC: flag,
    hostUsers: fc.constantFrom(undefined, undefined, undefined, null, true, false),
    os: fc.oneof(
      { weight: 8, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: fc.constant({ name: 'windows' }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(null, {}, { name: null }, { name: '' }, { name: 'linux' }, { name: 'Windows' }),
      },
    ),
    securityContext: podSecurityContext,
    initContainers: list(container, 0, 1),
    containers: list(container, 1, 3),
    ephemeralContainers: field([undefined, []], list(container, 1, 2)),
    volumes: list(volume, 0, 4),
  })
  return fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Pod'),
    metadata: part(fc.record({ name: fc.constant('p'), annotations })),
    spec: part(spec),
  })
}
