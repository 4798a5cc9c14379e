import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The way to a server, which can be cut. */
export class Line {
  readonly #server = createServer((here) => this.#join(here))
  readonly #sockets = new Set<Socket>()
  readonly #to: URL

  private constructor(to: string) {
    this.#to = new URL(to)
  }

  static async to(server: string): Promise<Line> {
    const line = new Line(server)
    line.#server.listen(0, '127.0.0.1')
    await once(line.#server, 'listening')
    return line
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Breaks all connections off, wherever in an answer they are; new ones work. Gives how many there were. */
  cut(): number {
    const count = this.#sockets.size
    for (const socket of this.#sockets) socket.resetAndDestroy()
    return count
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #join(here: Socket): void {
    const there = connect(Number(this.#to.port), this.#to.hostname)
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      this.#sockets.add(from)
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
      from.on('error', () => undefined)
      from.pipe(to)
    }
  }
}
