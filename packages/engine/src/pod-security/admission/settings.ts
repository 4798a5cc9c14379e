import { type Exemptions, noExemptions } from './exemptions.ts'
import { builtInDefaults, type NamespacePolicy } from './labels.ts'

/** How the API server is configured: its PodSecurityConfiguration, read. */
export interface AdmissionSettings {
  /** What holds where a namespace has no label. */
  readonly defaults: NamespacePolicy
  readonly exemptions: Exemptions
}

/** An API server without a configuration for the plug-in. */
export const builtInSettings: AdmissionSettings = { defaults: builtInDefaults, exemptions: noExemptions }
