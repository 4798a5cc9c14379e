import { resolvePlain } from './resolve.ts'

/** What a scalar with a tag of YAML's own means; `undefined` when it does not fit the tag. Other tags are passed over. */
export function taggedValue(tag: string, raw: string): string | number | boolean | null | undefined {
  const value = resolvePlain(raw)
  switch (tag) {
    case '!!int':
    case '!!float':
      return typeof value === 'number' ? value : undefined
    case '!!bool':
      return typeof value === 'boolean' ? value : undefined
    case '!!null':
      return value === null ? null : undefined
    case '!!binary':
      return decodeBase64(raw)
    default:
      return raw
  }
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll(/\s/g, '')), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined
  }
}
