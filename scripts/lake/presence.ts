import type {Server} from 'node:http'
import {WebSocketServer, type WebSocket} from 'ws'
import {isRecord, LOCAL_USER} from './documents.ts'
import {toLakeError} from './errors.ts'
import {admit, type GuardSettings} from './guard.ts'
import {parseJson} from './json.ts'

/**
 * `WS /socket/:dataset`: who else has a document open. JSON-RPC 2.0 as @sanity/bifur-client 2.0
 * speaks it; Studio also reads the state of its connection from this socket's heartbeats.
 */

const SOCKET_PATH = /^\/v(?:\d{4}-\d{2}-\d{2}|\d|X)\/socket\/[\w~-]+$/
const HEARTBEAT = '♥'
const HEARTBEAT_MS = 15_000
const MESSAGE_LIMIT = 100_000

interface Member {
  readonly socket: WebSocket
  readonly subscriptions: Set<string>
  /** Session ids this socket announced, to say goodbye for when it vanishes. */
  readonly sessions: Set<string>
}

export class Presence {
  readonly #sockets = new WebSocketServer({noServer: true, maxPayload: MESSAGE_LIMIT})
  readonly #members = new Set<Member>()
  #nextSubscription = 0

  /** Takes over websocket upgrades of a server, after the same checks as any other request. */
  attach(server: Server, settings: GuardSettings): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      try {
        const {trusted} = admit(request, null, settings)
        const path = (request.url ?? '').split('?', 1)[0] ?? ''
        if (!SOCKET_PATH.test(path)) return refuse(404)
        if (!trusted) return refuse(401)
      } catch (error) {
        return refuse(toLakeError(error).status)
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#join(opened))

      function refuse(status: number): void {
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      }
    })
    const heartbeat = setInterval(() => {
      for (const {socket} of this.#members) socket.send(HEARTBEAT)
    }, HEARTBEAT_MS)
    heartbeat.unref()
  }

  #join(socket: WebSocket): void {
    const member: Member = {socket, subscriptions: new Set(), sessions: new Set()}
    this.#members.add(member)
    socket.send(HEARTBEAT)
    socket.on('message', (data) => this.#receive(member, String(data)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      this.#members.delete(member)
      for (const session of member.sessions) this.#broadcast(disconnected(session), null)
    })
  }

  #receive(member: Member, text: string): void {
    if (text === HEARTBEAT) return
    let message: unknown
    try {
      message = parseJson(text, 'message')
    } catch {
      return member.socket.close(1007, 'not JSON')
    }
    if (!isRecord(message)) return
    const {id, method} = message
    const params = isRecord(message['params']) ? message['params'] : {}
    const result = this.#call(member, String(method), params)
    if (id !== undefined) {
      const reply =
        result === undefined
          ? {jsonrpc: '2.0', id, error: {code: -32601, message: `Unknown method ${String(method)}`}}
          : {jsonrpc: '2.0', id, result}
      member.socket.send(JSON.stringify(reply))
    }
  }

  #call(member: Member, method: string, params: Record<string, unknown>): unknown {
    switch (method) {
      case 'presence_subscribe': {
        const subscription = `presence-${this.#nextSubscription++}`
        member.subscriptions.add(subscription)
        return subscription
      }
      case 'presence_unsubscribe':
        member.subscriptions.delete(String(params['subscription'] ?? params['subscriptionId']))
        return 'ok'
      case 'presence_rollcall':
        this.#broadcast({type: 'rollCall', i: LOCAL_USER.id, session: params['session']}, member)
        return 'ok'
      case 'presence_announce': {
        const data = isRecord(params['data']) ? params['data'] : {}
        const session = data['sessionId']
        if (typeof session === 'string') member.sessions.add(session)
        const m = {sessionId: session, locations: data['locations'] ?? []}
        this.#broadcast({type: 'state', i: LOCAL_USER.id, m}, member)
        return 'ok'
      }
      case 'presence_disconnect': {
        const session = String(params['session'])
        member.sessions.delete(session)
        this.#broadcast(disconnected(session), member)
        return 'ok'
      }
      case 'authorization':
      case 'ping':
        return 'ok'
      default:
        return undefined
    }
  }

  #broadcast(event: unknown, sender: Member | null): void {
    for (const member of this.#members) {
      if (member === sender) continue
      for (const subscription of member.subscriptions) {
        member.socket.send(
          JSON.stringify({
            jsonrpc: '2.0',
            method: 'presence_subscription',
            params: {subscription, result: event},
          }),
        )
      }
    }
  }

  /** Cuts every connection, for a lake that shuts down. */
  close(): void {
    for (const {socket} of this.#members) socket.terminate()
    this.#sockets.close()
  }
}

function disconnected(session: string): unknown {
  return {type: 'disconnect', i: LOCAL_USER.id, m: {session}}
}
