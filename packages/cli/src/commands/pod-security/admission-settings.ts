import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { WarrantError } from '@warrant/engine/errors'
import { type AdmissionSettings, builtInSettings } from '@warrant/engine/pod-security'

/** How the API server is configured by a file, and by the one that it names; as it is built in without. */
export async function loadAdmissionSettings(file: string | undefined): Promise<AdmissionSettings> {
  if (file === undefined) return builtInSettings
  const { readAdmissionConfiguration, readPodSecurityConfiguration } = await import(
    '@warrant/engine/pod-security/configuration'
  )
  const read = readAdmissionConfiguration(file, await readText(file))
  if (read.kind === 'settings') return read.settings
  const path = isAbsolute(read.path) ? read.path : join(dirname(file), read.path)
  return readPodSecurityConfiguration(path, await readText(path))
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new WarrantError('config-invalid', `cannot read the configuration ${path}: ${(cause as Error).message}`, {
      cause,
    })
  }
}
