/** Reports on takeovers, and pages about techniques. */
export { formatTakeover, type ShownTakeover, type TakeoverFormat, takeoverFormats } from './formats.ts'
export { techniquesMarkdown } from './technique-page.ts'
