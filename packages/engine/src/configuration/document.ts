import { WarrantError } from '../errors/index.ts'
import { readYaml, type YamlDocument } from '../yaml/index.ts'

/**
 * Reads the one document that a configuration is; empty ones around it are passed over.
 *
 * @throws WarrantError `config-invalid` for what is no YAML, and for none or several documents.
 */
export function readConfigurationDocument(name: string, source: string): YamlDocument {
  const stream = readYaml(name, source)
  const broken = stream.errors[0]
  if (broken) throw new WarrantError('config-invalid', broken.message, { place: broken.place, cause: broken })
  const written = stream.documents.filter((document) => document.value !== null)
  const document = written[0]
  if (!document || written.length > 1) {
    throw new WarrantError('config-invalid', 'a configuration is one YAML document', { place: { file: name } })
  }
  return document
}
