import { appArmorAnnotations, capabilityName, type Workload } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { allowedSysctls, newestMinor, offencesOf } from '../../pod-security/index.ts'
import { defineRule, type Report, remove, set } from '../rule.ts'

/**
 * What is meant holds, and is not written as the level restricted asks for.
 *
 * Wanted fields:  spec.securityContext.runAsNonRoot, containers[*].securityContext.runAsNonRoot, where a user is set
 * Allowed values: true
 * Wanted fields:  containers[*].securityContext.capabilities.drop, where it holds ALL in another case
 * Allowed values: a list with ALL
 * Restricted:     containers[*].securityContext.capabilities.add, where it means NET_BIND_SERVICE and spells it otherwise
 * Restricted:     spec.securityContext.sysctls[*].name, where slashes stand for the dots of a safe one
 * Restricted:     AppArmor annotations of containers whose field says something else
 */
export const podSecurityForm = defineRule({
  id: 'pod-security-form',
  title: 'Not written as Pod Security asks for',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: {
    podSecurity: ['appArmorProfile', 'capabilities_baseline', 'capabilities_restricted', 'runAsNonRoot', 'sysctls'],
  },
  fix: 'safe',
  description:
    'Reported where Pod Security refuses a form, though not what it means: `runAsNonRoot` is not true beside a `runAsUser`, `capabilities.drop` holds ALL in small letters, `capabilities.add` spells NET_BIND_SERVICE with CAP_ or in small letters, a safe sysctl is written with slashes, or an AppArmor annotation says unconfined where the field holds. Other rules tell of users that are root and of capabilities that are kept.',
  why: 'Pod Security goes by the letter, and refuses the pod.',
  remedy:
    'Write runAsNonRoot: true, capabilities in capital letters and without CAP_, sysctls with dots, and no AppArmor annotation.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsUser: 1000
        capabilities:
          drop: [all]
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
        runAsUser: 1000
        runAsNonRoot: true
        capabilities:
          drop: [ALL]
`,
  },
  *check({ workload }) {
    // Most workloads say nothing that could be wrong in form alone, and are soon done with.
    if (saysUser(workload)) yield* unsaidNonRoot(workload)
    if (saysCapabilities(workload)) yield* misspelledCapabilities(workload)
    if (saysSlashes(workload)) yield* slashedSysctls(workload)
    if (appArmorAnnotations(workload).length > 0) yield* overruledAnnotations(workload)
  },
})

function saysUser({ containers, pod }: Workload): boolean {
  const shared = pod.spec.securityContext
  return (
    shared?.runAsUser !== undefined ||
    shared?.runAsNonRoot === false ||
    containers.some(({ securityContext }) => securityContext.runAsUser !== undefined)
  )
}

function saysCapabilities({ containers }: Workload): boolean {
  return containers.some(({ securityContext: { capabilities } }) => {
    const { add = [], drop = [] } = capabilities ?? {}
    return add.length > 0 || (drop.length > 0 && !drop.includes('ALL'))
  })
}

function saysSlashes({ pod }: Workload): boolean {
  return pod.spec.securityContext?.sysctls?.some(({ name }) => name?.includes('/')) === true
}

type ContainerReport = Report & { readonly container?: string }

function* unsaidNonRoot(workload: Workload): Generator<ContainerReport> {
  for (const { container, at, value } of offencesOf(workload, 'runAsNonRoot')) {
    const users = container === undefined ? heirsOf(workload) : [userOf(workload, at)]
    // Where the image decides, runs-as-root tells.
    if (users.includes(undefined)) continue
    yield {
      ...(container !== undefined && { container }),
      at,
      message: `runAsNonRoot is ${value === false ? 'false' : 'not set'}, ${container === undefined ? 'though every container has a user or true' : `beside user ${users[0]}`}`,
      fix: users.includes(0)
        ? { description: 'Set runAsNonRoot: true, and a user that is not root', class: 'value', needs: 'a user' }
        : {
            description: 'Set runAsNonRoot: true',
            changes: [set(at, true)],
            // runAsUser means nothing there: the kubelet asks for the name of the user.
            ...(workload.windows && { class: 'evidence', needs: 'evidence that it runs as no administrator' }),
          },
    }
  }
}

/** The user that a container at the path of its field runs as; undefined where the image decides. */
function userOf({ containers, pod }: Workload, at: Path): number | undefined {
  const own = containers.find(({ path }) => path('securityContext', 'runAsNonRoot').join() === at.join())
  return own?.securityContext.runAsUser ?? pod.spec.securityContext?.runAsUser
}

/** The users of the containers that take runAsNonRoot from the pod. */
function heirsOf({ containers, pod }: Workload): (number | undefined)[] {
  return containers
    .filter(({ securityContext }) => securityContext.runAsNonRoot === undefined)
    .map(({ securityContext }) => securityContext.runAsUser ?? pod.spec.securityContext?.runAsUser)
}

function* misspelledCapabilities(workload: Workload): Generator<ContainerReport> {
  for (const { container, at, value } of offencesOf(workload, 'capabilities_restricted')) {
    const names = String(value ?? '').split(', ')
    if (at.at(-1) !== 'drop' || !names.some((name) => name.toUpperCase() === 'ALL')) continue
    yield {
      ...(container !== undefined && { container }),
      at,
      message: `${String(value)} is dropped, and only ALL in capital letters counts`,
      fix: { description: 'Drop ALL', changes: [set(at, ['ALL'])] },
    }
  }
  // The others are for capability-added to tell, however they are spelled.
  for (const { container, at, value } of offencesOf(workload, 'capabilities_baseline')) {
    const written = String(value)
    const name = capabilityName(written)
    if (name !== 'NET_BIND_SERVICE') continue
    yield {
      ...(container !== undefined && { container }),
      at,
      message: `${written} is added, and only ${name} in these letters counts`,
      fix: {
        description: `Write ${name}`,
        changes: [set(at, name)],
        // Runtimes write small letters large; containerd puts another CAP_ before the one that is there.
        ...(/^cap_/i.test(written) && {
          class: 'evidence',
          needs: 'evidence that it binds a port below 1024, for which containerd gives it nothing today',
        }),
      },
    }
  }
}

function* slashedSysctls(workload: Workload): Generator<Report> {
  for (const { at, value } of offencesOf(workload, 'sysctls')) {
    const dotted = String(value).replaceAll('/', '.')
    if (!allowedSysctls(newestMinor).has(dotted)) continue
    yield {
      at,
      message: `${String(value)} is written with slashes`,
      fix: { description: `Write ${dotted}`, changes: [set(at, dotted)] },
    }
  }
}

function* overruledAnnotations(workload: Workload): Generator<Report> {
  for (const { at, value } of offencesOf(workload, 'appArmorProfile')) {
    const annotation = appArmorAnnotations(workload).find((each) => each.at.join() === at.join())
    const named = workload.containers.filter(({ name }) => name === annotation?.container)
    if (annotation === undefined || !named.some(({ securityContext }) => securityContext.appArmorProfile?.type))
      continue
    yield {
      at,
      message: `the annotation says ${JSON.stringify(value)}, and the field appArmorProfile holds`,
      fix: { description: 'Remove the annotation', changes: [remove(at)] },
    }
  }
}
