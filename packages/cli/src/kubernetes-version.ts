import { minorVersion } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { newestMinor } from '@warrant/engine/pod-security'

/**
 * The minor version of Kubernetes 1 that an option asks for: `v1.34`, with or without its `v` and patch, or `latest`.
 *
 * @throws WarrantError `usage` for what is no version, or newer than the newest that is known.
 */
export function requireMinor(text: string): number {
  if (text === 'latest') return newestMinor
  const minor = minorVersion(text)
  if (minor === undefined)
    throw new WarrantError('usage', `${JSON.stringify(text)} is no version of Kubernetes; give v1.N, as in v1.34`)
  if (minor > newestMinor)
    throw new WarrantError(
      'usage',
      `v1.${minor} is not known; v1.${newestMinor} is the newest version of Kubernetes that is`,
    )
  return minor
}
