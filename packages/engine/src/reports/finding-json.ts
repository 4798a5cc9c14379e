import { pathInResource } from '../audit/index.ts'
import type { Resource } from '../cluster/index.ts'
import { type Finding, locationOf, type Severity } from '../findings/index.ts'
import type { Fix, FixClass } from '../fixes/index.ts'
import { escapeControls } from './escape-controls.ts'
import { editObject, exemptionObject, resourceObject } from './report-object.ts'

/**
 * Writes findings as JSON, the same as `JSON.stringify(findingObject(finding))` with controls escaped: rules, objects and most words come up
 * again and again in a large estate, so that their text is made once.
 */
export class FindingWriter {
  readonly #texts = new Map<string, string>()
  readonly #heads = new Map<string, Map<Severity, string>>()
  readonly #fixes = new Map<string, Map<string | undefined, Map<FixClass, string>>>()
  readonly #resources = new Map<Resource, string>()

  write(finding: Finding): string {
    const { rule, severity, title, message, resource, container, fix, exemption } = finding
    const { file, document, line, column, endLine, endColumn } = locationOf(finding)
    const inContainer = container ? `,"container":${this.#text(container)}` : ''
    const edits = fix.changes.length === 0 ? '' : `,"edits":${quoted(fix.changes.map(editObject))}`
    return (
      `${this.#head(rule, severity, title)},"message":${quoted(message)}` +
      `,"resource":${this.#resource(resource)}${inContainer},"path":${quoted(pathInResource(finding))}` +
      `,"location":{"file":${this.#text(file)},"document":${document},"line":${line},"column":${column}` +
      `,"endLine":${endLine},"endColumn":${endColumn}},"fix":${this.#fix(fix)}${edits}}` +
      (exemption ? `,"exemption":${quoted(exemptionObject(exemption))}}` : ',"exemption":null}')
    )
  }

  /** What all findings of a rule begin with that are as bad as each other; one rule has one title. */
  #head(rule: string, severity: Severity, title: string): string {
    const heads = inner(this.#heads, rule)
    let written = heads.get(severity)
    if (written === undefined) {
      written = `{"rule":${quoted(rule)},"severity":"${severity}","title":${quoted(title)}`
      heads.set(severity, written)
    }
    return written
  }

  /** The fix up to its edits. */
  #fix({ description, class: name, needs }: Fix): string {
    const fixes = inner(inner(this.#fixes, description), needs)
    let written = fixes.get(name)
    if (written === undefined) {
      const needed = needs === undefined ? '' : `,"needs":${quoted(needs)}`
      written = `{"class":"${name}","description":${quoted(description)}${needed}`
      fixes.set(name, written)
    }
    return written
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

function inner<Key, Next, Value>(outer: Map<Key, Map<Next, Value>>, key: Key): Map<Next, Value> {
  let map = outer.get(key)
  if (map === undefined) outer.set(key, (map = new Map()))
  return map
}

/** Most texts hold nothing that JSON escapes, and need no more than quotes. */
const plain = /^[ !#-[\]-~]*$/

function quoted(value: unknown): string {
  return typeof value === 'string' && plain.test(value) ? `"${value}"` : escapeControls(JSON.stringify(value))
}
