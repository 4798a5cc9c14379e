import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', 'packages', 'engine', 'src', 'rules')

/** The export that a rule's file must have: its id in camel case. */
export function exportName(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** The text of `rules/catalogue.ts`, from the files that are there. */
export function catalogueText(): string {
  const found = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) =>
      readdirSync(join(root, folder.name))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .filter((file) => readFileSync(join(root, folder.name, file), 'utf8').includes('defineRule('))
        .map((file) => ({ folder: folder.name, id: file.slice(0, -'.ts'.length) })),
    )
    .sort((a, b) => `${a.folder}/${a.id}`.localeCompare(`${b.folder}/${b.id}`, 'en'))
  return [
    '// Made by `npm run generate` from the files beside it.',
    ...found.map(({ folder, id }) => `import { ${exportName(id)} } from './${folder}/${id}.ts'`),
    "import type { Rule } from './rule.ts'",
    '',
    '/** Every rule, by category and name. */',
    'export const rules: readonly Rule[] = [',
    ...found.map(({ id }) => `  ${exportName(id)},`),
    ']',
    '',
  ].join('\n')
}

/** Where the catalogue is kept. */
export const cataloguePath = join(root, 'catalogue.ts')

if (import.meta.main) writeFileSync(cataloguePath, catalogueText())
