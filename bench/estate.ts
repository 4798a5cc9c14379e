import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump } from 'js-yaml'

/** What an estate made for a benchmark is like. */
export interface EstateOptions {
  readonly documents: number
  readonly perFile: number
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Writes manifests of a large estate: of ten documents four are workloads, of which some are kept well and some badly, and
 * the others what surrounds them. The same options give the same bytes. Returns how many bytes were written.
 */
export function writeEstate(folder: string, { documents, perFile }: EstateOptions): number {
  const next = random(20260101)
  let bytes = 0
  mkdirSync(folder, { recursive: true })
  for (let start = 0; start < documents; start += perFile) {
    const count = Math.min(perFile, documents - start)
    const text = Array.from({ length: count }, (_, i) => document(start + i, next)).join('---\n')
    bytes += text.length
    writeFileSync(join(folder, `part-${String(start / perFile).padStart(4, '0')}.yaml`), text)
  }
  return bytes
}

function document(i: number, next: () => number): string {
  const app = `app-${Math.floor(i / 10)}`
  const namespace = `team-${Math.floor(i / 200)}`
  const metadata = { name: app, namespace, labels: { app, team: namespace, 'app.kubernetes.io/name': app } }
  const made: Record<number, () => object> = {
    0: () => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 1 + Math.floor(next() * 4), ...selected(app, next) },
    }),
    1: () => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    }),
    2: () => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'settings.properties': settings(next) } }),
    3: () => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata }),
    4: () => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { ...metadata, name: `${app}-db` },
      spec: { serviceName: app, ...selected(`${app}-db`, next) },
    }),
    5: () => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [{ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['get', 'list', 'watch'] }],
    }),
    6: () => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: app },
      subjects: [{ kind: 'ServiceAccount', name: app, namespace }],
    }),
    7: () => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { ...metadata, name: `${app}-nightly` },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: { spec: { template: template(`${app}-nightly`, next, 'OnFailure') } },
      },
    }),
    8: () => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: { matchLabels: { app } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { team: namespace } } }] }],
      },
    }),
    9: () => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { ...metadata, name: `${app}-agent` },
      spec: selected(`${app}-agent`, next),
    }),
  }
  return dump(made[i % 10]?.(), { lineWidth: -1, noRefs: true })
}

function selected(app: string, next: () => number): object {
  return { selector: { matchLabels: { app } }, template: template(app, next, 'Always') }
}

function template(app: string, next: () => number, restartPolicy: string): object {
  const containers = Array.from({ length: 1 + Math.floor(next() * 2) }, (_, i) => container(i, next))
  return {
    metadata: { labels: { app } },
    spec: {
      restartPolicy,
      ...(next() < 0.7 ? { serviceAccountName: app } : {}),
      ...(next() < 0.1 ? { hostNetwork: true } : {}),
      ...(next() < 0.05 ? { hostPID: true } : {}),
      ...(next() < 0.5 ? { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } } : {}),
      containers,
      volumes: [
        { name: 'tmp', emptyDir: {} },
        ...(next() < 0.1 ? [{ name: 'logs', hostPath: { path: '/var/log' } }] : []),
      ],
    },
  }
}

function container(i: number, next: () => number): object {
  const good = next() < 0.4
  return {
    name: i === 0 ? 'app' : 'sidecar',
    image: `registry.example/team/app:${next() < 0.2 ? 'latest' : `1.${Math.floor(next() * 40)}.0`}`,
    ports: i === 0 ? [{ name: 'http', containerPort: 8080 }] : [],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'ENDPOINT', value: 'https://api.registry.example/v1' },
      ...(next() < 0.1 ? [{ name: 'API_TOKEN', value: `t0k-${Math.floor(next() * 1e12).toString(36)}` }] : []),
    ],
    ...(good || next() < 0.5
      ? { resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } } }
      : {}),
    ...(good
      ? {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        }
      : next() < 0.1
        ? { securityContext: { privileged: true } }
        : {}),
    ...(next() < 0.6
      ? {
          readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
          livenessProbe: { httpGet: { path: '/live', port: 8080 } },
        }
      : {}),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  }
}

function settings(next: () => number): string {
  return Array.from({ length: 72 }, (_, i) => `setting.number.${i}=${Math.floor(next() * 1e9)}`).join('\n')
}
