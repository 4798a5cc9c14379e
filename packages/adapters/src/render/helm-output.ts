/** What one template of a chart rendered to; its documents keep the marks and comments that helm put before them. */
export interface TemplateOutput {
  /** Path of the template, with the chart's name before it; undefined for text that no comment speaks of. */
  readonly template: string | undefined
  readonly text: string
}

/**
 * Groups the output of `helm template` by template, in order of first appearance. Each document there is preceded by a
 * mark and a comment, `# Source: shop/templates/cart.yaml` (helm pkg/action/action.go, renderResources).
 */
export function splitByTemplate(output: string): TemplateOutput[] {
  const parts = new Map<string | undefined, string[]>()
  const header = /^---\r?\n# Source: (.+?)\r?$/gm
  let template: string | undefined
  let start = 0
  for (let match = header.exec(output); match; match = header.exec(output)) {
    add(parts, template, output.slice(start, match.index))
    template = match[1]
    start = match.index
  }
  add(parts, template, output.slice(start))
  return [...parts].map(([key, texts]) => ({ template: key, text: texts.join('') }))
}

function add(parts: Map<string | undefined, string[]>, template: string | undefined, text: string): void {
  if (template === undefined && text.trim() === '') return
  const known = parts.get(template)
  if (known) known.push(text)
  else parts.set(template, [text])
}
