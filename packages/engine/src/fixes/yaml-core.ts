/** Whether YAML 1.2 (core schema) too reads a plain scalar with this text as a string. */
export function resolvesAlike(text: string): boolean {
  return !core.test(text) && !timestamp.test(text) && !sexagesimal.test(text)
}

const core =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|=|<<)?$/

/** Forms that other readers of YAML 1.1 take for dates and base 60 numbers. */
const timestamp = /^\d{4}-\d\d?-\d\d?(?:$|[Tt \t])/
const sexagesimal = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/
