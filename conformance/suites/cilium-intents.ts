/** What policies of Cilium's connectivity test are there to do, as their names and descriptions say. */
export interface CiliumIntent {
  /** Applied together. */
  readonly files: readonly string[]
  /** Ways that are open, as `from > to port`; with a condition behind a `?` where there is one. */
  readonly allowed?: readonly string[]
  readonly denied?: readonly string[]
}

const onlyDns = 'client-egress-only-dns.yaml'
const secret = 'X-Very-Secret-Token: 42'

/** Variants of one policy for a single port and for the range around it. */
function alsoForRange(name: string, intent: Omit<CiliumIntent, 'files'>): CiliumIntent[] {
  return [
    { files: [`${name}.yaml`], ...intent },
    { files: [`${name}-port-range.yaml`], ...intent },
  ]
}

export const ciliumIntents: readonly CiliumIntent[] = [
  {
    files: ['allow-all-egress.yaml'],
    // Its toEndpoints name no namespace, and so mean their own.
    allowed: ['client > echo-other-node', 'client > target 443', 'client > one.one.one.one 443'],
    denied: ['client > dns UDP/53'],
  },
  {
    files: ['allow-all-ingress.yaml'],
    allowed: ['client > echo-same-node'],
    denied: ['target > client'],
  },
  {
    files: ['allow-all-except-world.yaml'],
    allowed: [
      'client > echo-other-node',
      'echo-other-node > client',
      'client > kind-1 1',
      'client > kind-2 1',
      'kind-2 > client',
    ],
    denied: ['client > target 443', 'target > client'],
  },
  {
    files: ['allow-cluster-entity.yaml'],
    allowed: ['client > echo-other-node', 'client > kind-2 1', 'client > dns UDP/53'],
    denied: ['client > target 443', 'client > one.one.one.one 443'],
  },
  {
    files: ['allow-egress-specific-ns-ccnp.yaml'],
    allowed: ['ccnp1 > ccnp2'],
    denied: ['ccnp1 > client', 'ccnp1 > target 443'],
  },
  {
    files: ['allow-ingress-specific-ns-ccnp.yaml'],
    allowed: ['ccnp2 > ccnp1'],
    denied: ['client > ccnp1', 'target > ccnp1'],
  },
  {
    files: ['allow-host-entity-egress.yaml'],
    allowed: ['client > kind-1 1', 'client > kind-2 1'],
    denied: ['client > echo-same-node', 'client > target 443'],
  },
  {
    files: ['allow-host-entity-ingress.yaml'],
    allowed: ['kind-1 > client', 'kind-2 > client'],
    denied: ['echo-same-node > client', 'target > client'],
  },
  { files: ['allow-ingress-identity.yaml'], denied: ['client > echo-same-node', 'kind-2 > client', 'target > client'] },
  {
    files: ['client-egress-icmp.yaml'],
    allowed: ['client > echo-same-node ICMP', 'client > target ICMP'],
    denied: ['client > echo-same-node'],
  },
  {
    files: ['client-egress-l7-http.yaml', onlyDns],
    allowed: [
      'client2 > echo-same-node ? HTTP GET /',
      'client2 > one.one.one.one 80 ? HTTP GET /',
      'client2 > one.one.one.one 80 ? look-up of one.one.one.one',
    ],
    denied: ['client2 > k8s.io 80', 'client2 > target 80', 'client > echo-same-node', 'client2 > echo-same-node 81'],
  },
  {
    files: ['client-egress-l7-http-named-port.yaml', onlyDns],
    allowed: ['client2 > echo-same-node ? HTTP GET /'],
    denied: ['client2 > echo-same-node 80'],
  },
  {
    files: ['client-egress-l7-http-from-any.yaml'],
    allowed: ['client > echo-same-node ? HTTP GET /$'],
    denied: ['client > target 8080'],
  },
  {
    files: ['client-egress-l7-http-matchheader-secret.yaml'],
    allowed: ['client2 > echo-same-node ? HTTP POST /auth-header-required$'],
  },
  {
    files: ['client-egress-l7-tls.yaml', onlyDns],
    allowed: [`client > one.one.one.one 443 ? ${secret}`, 'client > k8s.io 443 ? TLS that Cilium ends'],
    denied: ['client > one.one.one.one 80', 'client > target 443'],
  },
  {
    files: ['client-egress-l7-tls-sni.yaml'],
    allowed: ['client > target 443 ? TLS for one.one.one.one', `client > target 443 ? ${secret}`],
    denied: ['client > target 80'],
  },
  { files: ['client-egress-l7-tls-other-sni.yaml'], allowed: ['client > target 443 ? TLS for k8s.io'] },
  {
    files: ['client-egress-tls-sni.yaml'],
    allowed: ['client > target 443 ? TLS for one.one.one.one'],
    denied: ['client > target 80'],
  },
  { files: ['client-egress-tls-sni-wildcard.yaml'], allowed: ['client > target 443 ? TLS for *.one.example.com'] },
  {
    files: [onlyDns],
    allowed: [
      'client > dns UDP/53 ? DNS look-ups',
      'client > dns 53 ? DNS look-ups',
      'client > kind-1 53 ? DNS look-ups',
    ],
    denied: ['client > dns 9153', 'client > echo-same-node', 'client > one.one.one.one 80'],
  },
  {
    files: ['client-egress-only-port-53.yaml'],
    allowed: ['client > dns UDP/53', 'client > target UDP/53'],
    denied: ['client > echo-same-node', 'client > kind-1 53'],
  },
  ...['', '-knp'].map((variant) => ({
    files: [`client-egress-to-cidr-external${variant}.yaml`],
    allowed: ['client > target 443'],
    denied: ['client > other-target 443', 'client > echo-same-node'],
  })),
  ...[
    'cidr-external-deny',
    'cidrgroup-external-deny',
    'cidrgroup-external-deny-v2alpha1',
    'cidrgroup-external-deny-label',
    'cidrgroup-external-deny-label-v2alpha1',
  ].map((name) => ({
    files: [`client-egress-to-${name}.yaml`, 'allow-all-egress.yaml'],
    allowed: ['client > target 443', 'client > echo-same-node'],
    denied: ['client > other-target 443'],
  })),
  { files: ['client-egress-to-cidr-external-deny.yaml'], denied: ['client > target 443', 'client > other-target 443'] },
  {
    files: ['client-egress-to-cidr-k8s.yaml'],
    allowed: ['client > dns UDP/53', 'client > dns 53'],
    denied: ['client > kind-1 6443', 'client > target 443'],
  },
  ...['node', 'cp-host'].map((name) => ({
    files: [`client-egress-to-cidr-${name}-knp.yaml`],
    allowed: ['client > kind-1 6443'],
    denied: ['client > target 443'],
  })),
  ...['client-egress-to-echo', 'client-egress-to-echo-no-cluster-policy'].map((name) => ({
    files: [`${name}.yaml`],
    allowed: ['client > echo-same-node', 'client > echo-other-node', 'client2 > echo-other-node'],
    denied: ['client > echo-same-node 81', 'client > target 443', 'client > client2'],
  })),
  {
    files: ['client-egress-to-echo.yaml'],
    allowed: ['client > dns UDP/53', 'client > kind-1 53'],
    denied: ['client > dns 9153'],
  },
  ...alsoForRange('client-egress-to-echo-expression', {
    allowed: ['client2 > echo-same-node', 'client > target 443'],
    denied: ['client2 > client', 'client2 > echo-same-node 80'],
  }),
  ...[
    'client-egress-to-echo-deny',
    'client-egress-to-echo-expression-deny',
    'client-with-service-account-egress-to-echo-deny',
  ].flatMap((name) =>
    [`${name}.yaml`, `${name}-port-range.yaml`].map((file) => ({
      files: [file, 'allow-all-egress.yaml'],
      allowed: ['client > target 443', 'client > client2', 'client > echo-same-node 80'],
      denied: ['client > echo-same-node', 'client > echo-other-node'],
    })),
  ),
  {
    files: ['client-egress-to-echo-named-port-deny.yaml', 'allow-all-ingress.yaml'],
    allowed: ['client2 > echo-same-node', 'client > echo-same-node 81'],
    denied: ['client > echo-same-node', 'client > echo-other-node'],
  },
  ...alsoForRange('client-egress-to-echo-service-account', {
    allowed: ['client > echo-same-node'],
    denied: ['client > echo-other-node', 'client > target 443'],
  }),
  ...['', '-port-range'].map((variant) => ({
    files: [`client-egress-to-echo-service-account-deny${variant}.yaml`, 'allow-all-egress.yaml'],
    allowed: ['client > echo-other-node', 'client2 > echo-same-node'],
    denied: ['client > echo-same-node'],
  })),
  ...alsoForRange('client-with-service-account-egress-to-echo', {
    allowed: ['client > echo-same-node', 'client > echo-other-node', 'client2 > target 443'],
    denied: ['client > target 443'],
  }),
  {
    files: ['client-egress-to-entities-host.yaml'],
    allowed: ['client > kind-1 1', 'client3 > kind-2 1'],
    denied: ['client > kind-2 1', 'client3 > kind-1 1', 'client > echo-same-node'],
  },
  {
    files: ['client-egress-to-entities-k8s.yaml'],
    allowed: ['client > kind-1 6443', 'client > dns UDP/53'],
    denied: ['client > kind-2 6443', 'client > target 443'],
  },
  {
    files: ['client-egress-to-entities-world.yaml'],
    allowed: ['client > target 80', 'client > one.one.one.one 80', 'client > dns UDP/53'],
    denied: ['client > target 443', 'client > echo-same-node', 'client > kind-2 80'],
  },
  {
    files: ['client-egress-to-fqdns.yaml', onlyDns],
    allowed: ['client > one.one.one.one 80 ? look-up of one.one.one.one'],
    denied: ['client > one.one.one.one 443', 'client > k8s.io 80', 'client > target 80', 'client > echo-same-node'],
  },
  { files: ['client-egress-to-fqdns.yaml'], denied: ['client > one.one.one.one 80'] },
  {
    files: ['client-egress-to-fqdns-and-http-get.yaml', onlyDns],
    allowed: ['client > one.one.one.one 80 ? HTTP GET /'],
  },
  {
    files: ['client-egress-to-fqdns-and-ccec-listener.yaml', onlyDns],
    allowed: ['client > one.one.one.one 443 ? Envoy listener proxy-one.one.one.one-listener'],
    denied: ['client > k8s.io 443'],
  },
  {
    files: ['client-ingress-from-client2.yaml'],
    allowed: ['client2 > client', 'client > echo-same-node'],
    denied: ['echo-same-node > client', 'client > client3', 'target > client'],
  },
  ...['deny-all-egress', 'deny-all-egress-knp'].map((name) => ({
    files: [`${name}.yaml`],
    allowed: ['dns > client'],
    denied: ['client > echo-same-node', 'client > dns UDP/53', 'client > target 443', 'client > kind-2 1'],
  })),
  ...['deny-all-ingress', 'deny-all-ingress-knp'].map((name) => ({
    files: [`${name}.yaml`],
    allowed: ['client > dns UDP/53', 'client > target 443', 'kind-1 > client'],
    denied: ['client > echo-same-node', 'target > client', 'kind-2 > client'],
  })),
  {
    files: ['deny-all-entities.yaml', 'allow-all-egress.yaml'],
    denied: ['client > echo-same-node', 'client > target 443', 'client > kind-1 1', 'client > one.one.one.one 443'],
  },
  { files: ['deny-cidr.yaml', 'echo-ingress-from-cidr.yaml'], denied: ['external-node > echo-same-node'] },
  {
    files: ['deny-ingress-backend.yaml', 'allow-all-egress.yaml'],
    allowed: ['client > client2', 'client > target 443'],
    denied: ['client > echo-same-node', 'client > echo-other-node 81'],
  },
  {
    files: ['deny-ingress-entity.yaml', 'allow-all-egress.yaml'],
    allowed: ['client > echo-same-node', 'client > target 443'],
  },
  {
    files: ['deny-ingress-source-egress-other-node.yaml'],
    allowed: ['client > echo-same-node'],
    denied: ['client > echo-other-node'],
  },
  {
    files: ['deny-world-entity.yaml', 'allow-all-ingress.yaml'],
    allowed: ['client > echo-same-node'],
    denied: ['target > echo-same-node'],
  },
  {
    files: ['echo-ingress-from-cidr.yaml'],
    allowed: ['external-node > echo-same-node'],
    denied: ['client > echo-same-node', 'target > echo-same-node'],
  },
  {
    files: ['echo-ingress-from-client-tiered-wildcard-pass-l7.yaml'],
    allowed: ['client > echo-same-node ? HTTP GET any path', 'client2 > echo-same-node 53'],
    denied: ['client2 > echo-same-node', 'client > echo-same-node 81'],
  },
  {
    files: ['echo-ingress-from-other-client.yaml'],
    allowed: ['client2 > echo-same-node', 'client2 > echo-other-node 81'],
    denied: ['client > echo-same-node', 'target > echo-same-node'],
  },
  {
    files: ['echo-ingress-from-other-client-deny.yaml', 'allow-all-ingress.yaml'],
    allowed: ['client > echo-same-node'],
    denied: ['client2 > echo-same-node'],
  },
  {
    files: ['echo-ingress-icmp.yaml'],
    allowed: ['client2 > client ICMP'],
    denied: ['client3 > client ICMP', 'client2 > client'],
  },
  {
    files: ['echo-ingress-icmp-deny.yaml', 'allow-all-ingress.yaml'],
    allowed: ['client3 > client ICMP', 'client2 > client'],
    denied: ['client2 > client ICMP'],
  },
  ...alsoForRange('echo-ingress-l7-http-from-anywhere', {
    allowed: ['client > echo-same-node ? HTTP GET /$', 'target > echo-same-node ? HTTP GET /$'],
    denied: ['client > echo-same-node 80'],
  }),
  ...['echo-ingress-l7-http', 'echo-ingress-l7-http-named-port'].map((name) => ({
    files: [`${name}.yaml`],
    allowed: [
      'client2 > echo-same-node ? GET /public$',
      `client2 > echo-same-node ? GET /private$ with header ${secret}`,
    ],
    denied: ['client > echo-same-node', 'client2 > echo-same-node 80'],
  })),
  ...alsoForRange('echo-ingress-mutual-authentication', {
    allowed: ['client > echo-same-node ? mutual authentication'],
    denied: ['dns > echo-same-node', 'client > echo-same-node 80'],
  }),
  ...alsoForRange('echo-ingress-mutual-authentication-fail', { denied: ['client > echo-same-node'] }),
  {
    files: ['host-firewall-ingress.yaml'],
    allowed: ['target > kind-1 22', 'kind-2 > kind-1 22', 'client2 > kind-1 22', 'echo-other-node > kind-1 22'],
    denied: ['client > kind-1 22', 'client > kind-2 22'],
  },
  {
    files: ['host-firewall-egress.yaml'],
    allowed: ['kind-1 > target 443', 'kind-1 > kind-2 22', 'kind-2 > echo-same-node', 'kind-2 > echo-other-node'],
    denied: ['kind-1 > echo-other-node'],
  },
]
