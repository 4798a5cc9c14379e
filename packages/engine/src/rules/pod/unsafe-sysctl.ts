import { allowedSysctls, newestMinor } from '../../pod-security/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A pod changes a kernel setting outside of the safe set.
 *
 * Restricted fields: spec.securityContext.sysctls[*].name
 * Allowed values:    kernel.shm_rmid_forced, net.ipv4.ip_local_port_range, net.ipv4.ip_unprivileged_port_start,
 *                    net.ipv4.tcp_syncookies, net.ipv4.ping_group_range; since v1.27 net.ipv4.ip_local_reserved_ports; since v1.29
 *                    net.ipv4.tcp_{keepalive_time,fin_timeout,keepalive_intvl,keepalive_probes}; since v1.32
 *                    net.ipv4.tcp_{rmem,wmem}; since v1.37 net.ipv4.tcp_{slow_start_after_idle,notsent_lowat};
 *                    option allowed
 */
export const unsafeSysctl = defineRule({
  id: 'unsafe-sysctl',
  title: 'Unsafe sysctl is set',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { podSecurity: ['sysctls'] },
  fix: 'none',
  options: {
    allowed: {
      type: 'strings',
      default: [],
      description:
        'Sysctls that the kubelets allow besides the safe ones; a * at the end stands for the rest of a name',
    },
  },
  description:
    'Reported for every entry of `securityContext.sysctls` whose name is not in the safe set of the newest Kubernetes version. The kubelet starts a pod with an unsafe one only where its administrator allows it (`--allowed-unsafe-sysctls`); the option `allowed` takes the same names. An entry without a name is reported as low: the API server refuses it.',
  why: 'Settings outside of the safe set reach other pods of the node, or let the pod use up what all share.',
  remedy: 'Set it on the nodes that need it, or keep the pod in a namespace of its own on nodes set aside for it.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: kernel.msgmax
        value: "65536"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_syncookies
        value: "1"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, options }) {
    for (const [i, { name = '' }] of (workload.pod.spec.securityContext?.sysctls ?? []).entries()) {
      const at = workload.pod.specPath('securityContext', 'sysctls', i, 'name')
      if (name === '') {
        yield { at, severity: 'low', message: 'an entry names no sysctl', why: 'The API server refuses the pod.' }
        continue
      }
      if (safeSysctls.has(dotted(name)) || isAllowed(dotted(name), options.allowed)) continue
      yield { at, message: `${name} is not in the safe set` }
    }
  },
})

const safeSysctls = allowedSysctls(newestMinor)

/** Patterns as the kubelet takes them. Source: kubernetes/kubernetes pkg/kubelet/sysctl/allowlist.go. */
function isAllowed(name: string, patterns: readonly string[]): boolean {
  return patterns
    .map(dotted)
    .some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}

function dotted(name: string): string {
  return name.replaceAll('/', '.')
}
