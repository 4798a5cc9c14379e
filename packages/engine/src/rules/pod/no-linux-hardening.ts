import { appArmorProfile, declared, effective } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container uses none of the kernel's ways to confine it.
 *
 * Wanted fields:  one of appArmorProfile, seccompProfile, seLinuxOptions and capabilities.drop, effective for the container (init, sidecar, regular, ephemeral)
 * Allowed values: anything but Unconfined, or an empty list
 */
export const noLinuxHardening = defineRule({
  id: 'no-linux-hardening',
  title: 'Nothing confines the container',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { nsa: true },
  fix: 'evidence',
  description:
    'Reported when a container has no AppArmor profile, no seccomp profile, no SELinux options and drops no capability. An umbrella over apparmor-profile-missing, seccomp-profile-missing and capabilities-not-dropped, for those who ask for one answer.',
  why: "Whatever process comes to run in the container has all of a container's reach into the kernel.",
  remedy: 'Set a seccomp profile and drop ALL capabilities to begin with.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop: [ALL]
`,
  },
  *check({ container, workload }) {
    const seccomp = declared(workload, container, 'seccompProfile')?.value.type
    const appArmor = appArmorProfile(workload, container)
    const confined =
      (seccomp !== undefined && seccomp !== 'Unconfined') ||
      (appArmor !== undefined && !appArmor.unconfined) ||
      effective(workload, container, 'seLinuxOptions') !== undefined ||
      (container.securityContext.capabilities?.drop ?? []).length > 0
    if (confined) return
    yield {
      at: container.path('securityContext'),
      message: 'no AppArmor or seccomp profile, no SELinux options, no dropped capability',
    }
  },
})
