import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response'
import {encode} from 'eventsource-encoder'
import type {LakeContext} from './lake.ts'

/** Server-sent events: one open response that listeners write to. */

/** Comment line that keeps proxies and browsers from closing a quiet stream, in milliseconds. */
const HEARTBEAT_MS = 20_000
/** A reader that is this many bytes behind is cut off; it reconnects and starts anew. */
const BACKLOG_LIMIT = 32_000_000

export interface EventStream {
  readonly send: (event: string, data: unknown, id?: string) => void
  /** Sends text that was formatted by `formatEvent`. */
  readonly write: (text: string) => void
  readonly end: () => void
}

/** Text of an event, its data as JSON. */
export function formatEvent(event: string, data: unknown, id?: string): string {
  return encode({event, id, data: JSON.stringify(data)})
}

/**
 * Opens the stream; `onClose` runs once, whoever ends it.
 * @returns the stream, and the response a handler must return
 */
export function openEventStream(
  c: LakeContext,
  onClose: () => void,
): {stream: EventStream; response: Response} {
  const {outgoing} = c.env
  outgoing.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Content-Type-Options': 'nosniff',
  })
  outgoing.flushHeaders()
  const write = (text: string): void => {
    if (outgoing.writableEnded || outgoing.destroyed) return
    outgoing.write(text)
    if (outgoing.writableLength > BACKLOG_LIMIT) outgoing.destroy()
  }
  const heartbeat = setInterval(() => write(encode({comment: ''})), HEARTBEAT_MS)
  heartbeat.unref()
  outgoing.once('close', () => {
    clearInterval(heartbeat)
    onClose()
  })
  const stream: EventStream = {
    send: (event, data, id) => write(formatEvent(event, data, id)),
    write,
    end: () => outgoing.end(),
  }
  return {stream, response: RESPONSE_ALREADY_SENT}
}
