import {CalendarDate} from '../../lib/source.ts'
import {LinkHref} from '../../objects/portable-text.query.ts'
import type {Path} from '../path.ts'
import {defineRule} from '../rule.ts'
import type {AnyDocument, WordsName} from '../shapes.ts'
import {ours} from '../sources.ts'
import {attribute, isOfType, members, object, text} from '../value.ts'
import {contentsOf, pathOf} from '../walk.ts'

/** Attributes that hold an address of another website. */
const ADDRESSES: ReadonlySet<string> = new Set<WordsName>([
  'url',
  'href',
  'toUrl',
  'organizationUrl',
  'feedbackUrl',
  'licenceUrl',
])
const MAX_ADDRESS = 2_048
const LOCAL_HOST =
  /^(?:localhost|127\.|10\.|192\.168\.|169\.254\.|0\.|\[)|\.(?:local|internal|localhost)$/i

/** What makes an address one that no reader should be sent to. */
function addressProblem(address: string, inText: boolean): string | undefined {
  if (address.length > MAX_ADDRESS) return `has ${address.length} characters`
  if (inText && !LinkHref.safeParse(address).success)
    return 'is not an https:, mailto: or tel: address'
  if (inText && !address.startsWith('https:')) return undefined
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'is not an address of a website'
  }
  if (url.username !== '' || url.password !== '') return 'holds a user name or password'
  if (LOCAL_HOST.test(url.hostname)) return 'leads to a computer in a private network'
  if (!url.hostname.includes('.')) return 'has no full host name'
  return undefined
}

export const s07 = defineRule({
  id: 'S07',
  severity: 'error',
  title: 'Addresses lead to public websites and carry no script and no password',
  source: {
    name: 'OWASP, cross-site scripting prevention: URL contexts',
    url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
  },
  needs: 'document',
  *check(document) {
    for (const node of contentsOf(document).strings) {
      const {name, value: address} = node
      if (!ADDRESSES.has(name)) continue
      const message = addressProblem(address, name === 'href')
      if (message === undefined) continue
      yield {
        path: pathOf(node),
        value: address.length > 200 ? `${address.slice(0, 200)}…` : address,
        message,
        hint: 'Give the full public address, starting with https://.',
      }
    }
  },
})

/** Dates of things that have happened. */
function* pastDates(document: AnyDocument): Generator<[Path, unknown]> {
  const review = object(attribute(document, 'review'))
  yield [['review', 'lastReviewed'], review?.lastReviewed]
  yield [['review', 'approvedAt'], review?.approvedAt]
  yield [['accessed'], attribute(document, 'accessed')]
  yield [['publishedOn'], attribute(document, 'publishedOn')]
  yield [['withdrawal', 'date'], object(attribute(document, 'withdrawal'))?.date]
  for (const field of ['changeNotes', 'safetyNotices'] as const) {
    for (const {segment, value} of members(attribute(document, field))) {
      yield [[field, segment, 'date'], value.date]
    }
  }
}

export const s08 = defineRule({
  id: 'S08',
  severity: 'error',
  title: 'What has happened has a date that exists and is not in the future',
  source: ours('reviewers and readers go by dates'),
  needs: 'document',
  *check(document, {today}) {
    for (const [path, value] of pastDates(document)) {
      const date = text(value)
      const day = date?.slice(0, 10)
      if (day === undefined) continue
      if (!CalendarDate.safeParse(day).success) {
        yield {
          path,
          value: date,
          message: 'is no day of the calendar',
          hint: 'Enter it as year, month and day, for example 2026-01-31.',
        }
        continue
      }
      if (day <= today) continue
      yield {
        path,
        value: date,
        message: 'is in the future',
        hint: 'Enter the day on which it happened.',
      }
    }
    if (!isOfType(document, ['source'])) return
    const {year} = document
    if (typeof year !== 'number' || year <= Number(today.slice(0, 4))) return
    yield {
      path: ['year'],
      value: year,
      message: 'is in the future',
      hint: 'Enter the year of publication.',
    }
  },
})
