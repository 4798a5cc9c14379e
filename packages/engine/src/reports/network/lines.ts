import { dump } from 'js-yaml'
import type { Paint } from '../paint.ts'
import { visible, widthOf, wrap } from '../text.ts'

/** Lines of a width, with what comes from files made visible. */
export class Lines {
  readonly #width: number
  readonly #paint: Paint

  constructor(width: number, paint: Paint) {
    this.#width = width
    this.#paint = paint
  }

  *text(before: string, text: string, paint: (text: string) => string = (plain) => plain): Generator<string> {
    for (const part of wrap(visible(text), this.#width - widthOf(before))) yield `${before}${paint(part)}\n`
  }

  *hanging(before: string, label: string, text: string): Generator<string> {
    const rest = ' '.repeat(widthOf(before) + widthOf(label) + 2)
    const parts = wrap(visible(text), this.#width - rest.length)
    for (const [i, part] of parts.entries()) yield i === 0 ? `${before}${label}  ${part}\n` : `${rest}${part}\n`
  }

  *place(before: string, place: string | undefined): Generator<string> {
    if (place !== undefined) yield `${before}${this.#paint.dim(visible(place))}\n`
  }

  *yaml(before: string, value: unknown): Generator<string> {
    const written = dump(value, { lineWidth: -1, noRefs: true })
    for (const line of written.trimEnd().split('\n')) yield `${before}${this.#paint.command(visible(line))}\n`
  }
}
