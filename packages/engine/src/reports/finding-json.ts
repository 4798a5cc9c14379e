import { pathInResource } from '../audit/index.ts'
import type { Resource } from '../cluster/index.ts'
import { type Finding, locationOf } from '../findings/index.ts'
import { escapeControls } from './escape-controls.ts'
import { editObject, exemptionObject, resourceObject } from './report-object.ts'

/**
 * Writes findings as JSON, the same as `JSON.stringify(findingObject(finding))` with controls escaped: rules, objects and most words come up
 * again and again in a large estate, so that their text is made once.
 */
export class FindingWriter {
  readonly #texts = new Map<string, string>()
  readonly #resources = new Map<Resource, string>()

  write(finding: Finding): string {
    const { rule, severity, title, message, resource, container, fix, exemption } = finding
    const { file, document, line, column, endLine, endColumn } = locationOf(finding)
    const inContainer = container ? `,"container":${this.#text(container)}` : ''
    const needs = fix.needs === undefined ? '' : `,"needs":${this.#text(fix.needs)}`
    const edits = fix.changes.length === 0 ? '' : `,"edits":${quoted(fix.changes.map(editObject))}`
    return (
      `{"rule":${this.#text(rule)},"severity":"${severity}","title":${this.#text(title)},"message":${quoted(message)}` +
      `,"resource":${this.#resource(resource)}${inContainer},"path":${quoted(pathInResource(finding))}` +
      `,"location":{"file":${this.#text(file)},"document":${document},"line":${line},"column":${column}` +
      `,"endLine":${endLine},"endColumn":${endColumn}},"fix":{"class":"${fix.class}"` +
      `,"description":${this.#text(fix.description)}${needs}${edits}}` +
      `,"exemption":${exemption ? quoted(exemptionObject(exemption)) : 'null'}}`
    )
  }

  #text(text: string): string {
    let written = this.#texts.get(text)
    if (written === undefined) this.#texts.set(text, (written = quoted(text)))
    return written
  }

  #resource(resource: Resource): string {
    let written = this.#resources.get(resource)
    if (written === undefined) this.#resources.set(resource, (written = quoted(resourceObject(resource))))
    return written
  }
}

function quoted(value: unknown): string {
  return escapeControls(JSON.stringify(value))
}
