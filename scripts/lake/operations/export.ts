import {once} from 'node:events'
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response'
import {assertTrusted} from '../guard.ts'
import {existingDataset, type Operation} from '../lake.ts'
import {openDatabase, text} from '../store.ts'

/** `GET /data/export/:dataset`: every document of one moment, one JSON a line, in order of `_id`. */

const BATCH = 200

export const exportDataset =
  (dataDir: string): Operation =>
  (lake) =>
  async (c) => {
    assertTrusted(c.var.caller, 'Exporting')
    const dataset = existingDataset(lake, c)
    const types = new Set((c.req.query('types') ?? '').split(',').filter((type) => type !== ''))
    const {outgoing} = c.env
    // A connection of its own: its read transaction sees one state, however long the client takes.
    const db = openDatabase(dataDir, true)
    try {
      db.exec('BEGIN')
      outgoing.writeHead(200, {'Content-Type': 'application/x-ndjson; charset=utf-8'})
      const rows = db
        .prepare('SELECT type, body FROM documents WHERE dataset = ? ORDER BY id')
        .iterate(dataset)
      let lines: string[] = []
      for (const row of rows) {
        if (outgoing.destroyed) break
        if (types.size > 0 && !types.has(text(row, 'type'))) continue
        lines.push(text(row, 'body'))
        if (lines.length < BATCH) continue
        const roomLeft = outgoing.write(`${lines.join('\n')}\n`)
        lines = []
        if (!roomLeft) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')])
      }
      if (lines.length > 0) outgoing.write(`${lines.join('\n')}\n`)
      outgoing.end()
    } finally {
      db.close()
    }
    return RESPONSE_ALREADY_SENT
  }
