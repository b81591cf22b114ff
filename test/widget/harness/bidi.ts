import {WebSocket} from 'ws'

/**
 * The few commands of WebDriver BiDi that the tests need, over its websocket.
 * @see https://w3c.github.io/webdriver-bidi/
 */
export interface Bidi {
  send<Result>(method: string, parameters: Record<string, unknown>): Promise<Result>
  close(): void
}

interface Answer {
  readonly id: number | null
  readonly type: string
  readonly result?: unknown
  readonly error?: string
  readonly message?: string
}

export async function connectBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const waiting = new Map<number, {resolve(result: unknown): void; reject(error: Error): void}>()
  let last = 0
  socket.on('message', (data: Buffer) => {
    // Events have no id; nothing here subscribes to them.
    const answer = JSON.parse(data.toString()) as Answer
    const wait = answer.id === null ? undefined : waiting.get(answer.id)
    if (!wait) return
    if (answer.id !== null) waiting.delete(answer.id)
    if (answer.type === 'success') wait.resolve(answer.result)
    else wait.reject(new Error(`${answer.error}: ${answer.message}`))
  })
  return {
    send<Result>(method: string, parameters: Record<string, unknown>) {
      last += 1
      const id = last
      socket.send(JSON.stringify({id, method, params: parameters}))
      return new Promise<Result>((resolve, reject) => {
        // The protocol fixes the shape of each command's result; the caller names it.
        waiting.set(id, {resolve: (result) => resolve(result as Result), reject})
      })
    },
    close: () => socket.close(),
  }
}
