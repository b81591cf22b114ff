import {isRecord, LOCAL_USER} from '../documents.ts'
import {BadRequest, NotFound} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {readJsonValue} from '../body.ts'
import type {Operation} from '../lake.ts'

/** `/users`: the one local editor. Being let in is being signed in: there is no login. */

export const user: Operation = () => (c) => {
  assertTrusted(c.var.caller, 'Reading users')
  const ids = (c.req.param('id') ?? '').split(',')
  const known = ids.filter((id) => id === 'me' || id === LOCAL_USER.id)
  if (known.length === 0)
    throw new NotFound(`There is no user "${ids.join(',')}" — the lake has one: "me"`)
  return c.json(ids.length === 1 ? LOCAL_USER : known.map(() => LOCAL_USER))
}

/** No login form: whoever is let in at all is the local editor. */
export const authProviders: Operation = () => (c) =>
  c.json({providers: [], thirdPartyLogin: false, sso: {}})

/** `GET /users/me/keyvalue/:keys`: what Studio remembers for the editor. */
export const readKeyValues: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading settings')
  const keys = (c.req.param('keys') ?? '').split(',')
  const entries = keys.map((key) => {
    const stored = lake.store.keyValue(key)
    const value: unknown = stored === null ? null : JSON.parse(stored)
    return {key, value}
  })
  return c.json(entries)
}

export const writeKeyValues: Operation = (lake) => async (c) => {
  assertTrusted(c.var.caller, 'Writing settings')
  const body = await readJsonValue(c)
  const entries = Array.isArray(body) ? body : [body]
  for (const entry of entries) {
    if (!isRecord(entry) || typeof entry['key'] !== 'string') {
      throw new BadRequest('Settings must be objects with "key" and "value"')
    }
    lake.store.setKeyValue(entry['key'], JSON.stringify(entry['value'] ?? null))
  }
  return c.json(body)
}
