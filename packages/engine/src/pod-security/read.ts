/**
 * Reads what the checks look at out of whatever was written, into objects that all have the same keys. Values of the wrong
 * type count as missing, as does null. Every check then looks at one form of object only, which is what makes judging fast.
 */

export interface Profile {
  /** Empty where the profile has none. */
  readonly type: string
  readonly localhostProfile: string | undefined
}

export interface SeLinuxOptions {
  readonly type: string
  readonly user: string
  readonly role: string
}

/** The fields of a security context, of a container or of the pod; some exist in one of them only. */
export interface SecurityFields {
  readonly privileged: boolean | undefined
  readonly allowPrivilegeEscalation: boolean | undefined
  readonly runAsNonRoot: boolean | undefined
  readonly runAsUser: number | undefined
  readonly procMount: string | undefined
  readonly seccompProfile: Profile | undefined
  readonly appArmorProfile: Profile | undefined
  readonly seLinuxOptions: SeLinuxOptions | undefined
  readonly hostProcess: boolean | undefined
  readonly addedCapabilities: readonly string[]
  readonly droppedCapabilities: readonly string[]
  /** Names. */
  readonly sysctls: readonly string[]
}

export interface PortFields {
  readonly containerPort: number | undefined
  readonly hostPort: number | undefined
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

type Raw = Readonly<Record<string, unknown>>

const none: readonly never[] = []

export const noSecurity: SecurityFields = emptySecurity()

function emptySecurity(): Mutable<SecurityFields> {
  return {
    privileged: undefined,
    allowPrivilegeEscalation: undefined,
    runAsNonRoot: undefined,
    runAsUser: undefined,
    procMount: undefined,
    seccompProfile: undefined,
    appArmorProfile: undefined,
    seLinuxOptions: undefined,
    hostProcess: undefined,
    addedCapabilities: none,
    droppedCapabilities: none,
    sysctls: none,
  }
}

/** Walks the keys that are there, which are few, rather than asking for each that might be. */
export function readSecurity(value: unknown): SecurityFields {
  const raw = objectOf(value)
  if (raw === undefined) return noSecurity
  const fields = emptySecurity()
  for (const key of Object.keys(raw)) {
    const field = raw[key]
    switch (key) {
      case 'privileged':
      case 'allowPrivilegeEscalation':
      case 'runAsNonRoot':
        fields[key] = booleanOf(field)
        break
      case 'runAsUser':
        fields.runAsUser = integerOf(field)
        break
      case 'procMount':
        fields.procMount = stringOf(field)
        break
      case 'seccompProfile':
      case 'appArmorProfile':
        fields[key] = readProfile(field)
        break
      case 'seLinuxOptions':
        fields.seLinuxOptions = readSeLinux(field)
        break
      case 'windowsOptions':
        fields.hostProcess = booleanOf(objectOf(field)?.['hostProcess'])
        break
      case 'capabilities': {
        const capabilities = objectOf(field)
        if (capabilities === undefined) break
        fields.addedCapabilities = stringsOf(capabilities['add'])
        fields.droppedCapabilities = stringsOf(capabilities['drop'])
        break
      }
      case 'sysctls':
        fields.sysctls = listOf(field).map((item) => stringOf(objectOf(item)?.['name']) ?? '')
        break
      default:
    }
  }
  return fields
}

function readProfile(value: unknown): Profile | undefined {
  const raw = objectOf(value)
  return raw && { type: stringOf(raw['type']) ?? '', localhostProfile: stringOf(raw['localhostProfile']) }
}

function readSeLinux(value: unknown): SeLinuxOptions | undefined {
  const raw = objectOf(value)
  return (
    raw && {
      type: stringOf(raw['type']) ?? '',
      user: stringOf(raw['user']) ?? '',
      role: stringOf(raw['role']) ?? '',
    }
  )
}

export function readPorts(value: unknown): readonly PortFields[] {
  const list = listOf(value)
  if (list.length === 0) return none
  return list.map((item) => {
    const raw = objectOf(item)
    return { containerPort: integerOf(raw?.['containerPort']), hostPort: integerOf(raw?.['hostPort']) }
  })
}

export function objectOf(value: unknown): Raw | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Raw) : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

export function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function integerOf(value: unknown): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined
}

function stringsOf(value: unknown): readonly string[] {
  const list = listOf(value)
  return list.length === 0 ? none : list.map((item) => stringOf(item) ?? '')
}
