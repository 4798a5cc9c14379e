import { defineRule } from '../rule.ts'

/**
 * A container writes to a subPath, which old kubelets follow out of the volume.
 *
 * Restricted fields: containers[*].volumeMounts[*].{subPath,subPathExpr} (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, or readOnly: true
 */
export const subpathSymlinkCve = defineRule({
  id: 'subpath-symlink-cve',
  title: 'Writable subPath, open on old kubelets',
  severity: 'low',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1611'] },
  fix: 'none',
  description:
    'Reported for every mount with `subPath` or `subPathExpr` that is not read-only. It matters on kubelets before v1.22.2, v1.21.5, v1.20.11 and v1.19.15 (CVE-2021-25741), which a manifest does not tell; that is why the rule is off by default.',
  why: "On such a node whoever writes to the volume swaps the folder for a link and reads and writes the node's files.",
  remedy: 'Update the nodes; until then mount it read-only, or a volume of its own.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: data
          mountPath: /data
          subPath: web
  volumes:
    - name: data
      emptyDir: {}
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: data
          mountPath: /data
          subPath: web
          readOnly: true
  volumes:
    - name: data
      emptyDir: {}
`,
  },
  *check({ container }) {
    for (const [i, mount] of (container.spec.volumeMounts ?? []).entries()) {
      const field = mount.subPath ? 'subPath' : 'subPathExpr'
      if (!mount[field] || mount.readOnly === true) continue
      yield { at: container.path('volumeMounts', i, field), message: `${field} ${mount[field]} is mounted writable` }
    }
  },
})
