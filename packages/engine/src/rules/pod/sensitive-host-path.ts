import {
  type HostMount,
  hostMounts,
  hostPathRelation,
  harmlessPaths,
  matchSensitive,
  runtimeSockets,
  type SensitiveMatch,
  sensitivePaths,
} from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { defineRule } from '../rule.ts'

const texts = new Map(sensitivePaths.map((place) => [place.path, place]))

/**
 * A container mounts a part of its node that gives the node away.
 *
 * Restricted fields: containers[*].volumeMounts[*] of a hostPath volume, or of a claim bound to a hostPath or local
 *                    PersistentVolume (init, sidecar, regular, ephemeral), with subPath and subPathExpr
 * Allowed values:    paths that are not, do not contain and do not lie inside a sensitive path; read-only mounts of
 *                    harmless files
 */
export const sensitiveHostPath = defineRule({
  id: 'sensitive-host-path',
  title: 'Container sees a sensitive part of its node',
  severity: 'high',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { cis: ['5.2.12'], podSecurity: ['hostPathVolumes', 'restrictedVolumes'], mitre: ['T1611', 'T1552'] },
  fix: 'evidence',
  description:
    'Reported for every mount of a host path that is a sensitive path, contains one, or lies inside one. The path is that of the volume with the subPath of the mount, without `.`, `..` and doubled slashes and with the usual links (`/var/run`, `/lib`) resolved. Claims are followed to their PersistentVolume where both are known. Critical where the mount is writable and writing there takes the node over at once; medium where it is read-only and reading gives little. A runtime socket by itself is reported by runtime-socket-mount only.',
  why: 'Whoever takes this container over takes from there what the node keeps for itself.',
  remedy:
    'Mount only the file that is read, read-only, or give the data through the API, a ConfigMap or a projected volume.',
  options: {
    paths: {
      type: 'strings',
      default: sensitivePaths.map((place) => place.path),
      description: 'The sensitive paths.',
    },
    harmless: {
      type: 'strings',
      default: harmlessPaths,
      description: 'Paths within them that may be mounted read-only, with all below.',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: registry.example/backup:1.0.7
      volumeMounts:
        - name: config
          mountPath: /host/etc
  volumes:
    - name: config
      hostPath:
        path: /etc
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: registry.example/backup:1.0.7
      volumeMounts:
        - name: config
          mountPath: /etc/localtime
          readOnly: true
  volumes:
    - name: config
      hostPath:
        path: /etc/localtime
`,
  },
  *check({ container, workload, cluster, options }) {
    const mounts = hostMounts(workload, container, cluster)
    if (mounts.length === 0) return
    const places = options.paths.map((path) => texts.get(path) ?? { path })
    for (const mount of mounts) {
      const match = matchSensitive(mount.path, places)
      if (!match || isHarmless(mount, options.harmless) || isSocket(mount)) continue
      yield {
        at: mount.at,
        severity: severityOf(match, mount),
        message: `mounts ${describe(match, mount)}${mount.readOnly ? '' : ', writable'}${mount.claim === undefined ? '' : `, through the claim ${mount.claim}`}`,
        ...reason(match, mount),
        fix: {
          description: 'Remove the mount, or narrow it to the files that are used',
          needs: `evidence of which files under ${mount.path} are read and written`,
        },
      }
    }
  },
})

function isHarmless(mount: HostMount, harmless: readonly string[]): boolean {
  return mount.readOnly && harmless.some((path) => isUnder(mount.path, path))
}

function isSocket(mount: HostMount): boolean {
  return runtimeSockets.some((socket) => hostPathRelation(mount.path, socket) === 'equal')
}

function isUnder(path: string, place: string): boolean {
  const relation = hostPathRelation(path, place)
  return relation === 'equal' || relation === 'inside'
}

function describe({ relation, places }: SensitiveMatch, { path }: HostMount): string {
  const [first = { path: '' }, ...others] = places
  if (relation === 'equal') return `${path} of the node`
  if (relation === 'inside') return `${path} of the node, inside ${first.path}`
  return `${path} of the node, which holds ${first.path}${others.length === 0 ? '' : ` and ${others.length} more sensitive ${others.length === 1 ? 'path' : 'paths'}`}`
}

function severityOf({ relation, places }: SensitiveMatch, { readOnly }: HostMount): Severity {
  if (!readOnly && relation !== 'inside' && places.some((place) => place.write)) return 'critical'
  return readOnly && places.every((place) => place.write && !place.read) ? 'medium' : 'high'
}

function reason({ places }: SensitiveMatch, { readOnly }: HostMount): { why?: string } {
  const place = places.find((each) => (readOnly ? each.read : each.write)) ?? places.find((each) => each.read)
  if (!place) return {}
  const parts = [
    ...(place.read ? [`reading ${place.path} gives ${place.read}`] : []),
    ...(place.write && !readOnly ? [`writing to ${place.path} allows ${place.write}`] : []),
  ]
  const text = parts.join('; ')
  return { why: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` }
}
