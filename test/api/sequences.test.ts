import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {widgetDocumentPath} from '../../schemas/api/v1/links.ts'
import {recallDays} from '../../schemas/api/v1/recalls.ts'
import {addressRules} from '../../site/publish/address-rules.ts'
import {
  belowRoot,
  editionOf,
  NOTHING_PREVIOUS,
  type Changes,
  type Previous,
} from '../../site/publish/api/changes.ts'
import {filteredLists, formerLists} from '../../site/publish/api/filters.ts'
import {noticesOf} from '../../site/publish/api/notices.ts'
import {lastDay, recallsOf} from '../../site/publish/api/recalls.ts'
import {recoveredLedger} from '../../site/publish/api/recovered.ts'
import {publishedWidgets} from '../../site/publish/api/widgets.ts'
import {fixtureDocuments, type LakeDoc} from '../fixtures/content.ts'
import {publishedAfter} from './publications.ts'

/** Whatever editors, backups and disks do one after the other, partners are told what can hurt. */

/** Documents that no other points at, so that they may be deleted. */
const FREE = ['faq-hurt', 'faq-drive', 'procedure-other', 'condition-sciatica'] as const
const days = recallDays(7)

/** The library as editors have it, and what they have done before. */
class Library {
  #documents = new Map(fixtureDocuments().map((document) => [document._id, document]))
  readonly #backups = new Map<string, LakeDoc>()
  #day = 60
  #edits = 0

  documents(): LakeDoc[] {
    return [...this.#documents.values()]
  }

  wait(amount: number): void {
    this.#day += amount
    this.#change('source-a', () => ({}))
  }

  rewrite(id: string, field: string, note: 'minor' | 'safety' | null): void {
    this.#change(id, (document) => {
      const changeNotes = Array.isArray(document['changeNotes']) ? document['changeNotes'] : []
      const own = {_key: `n${this.#edits}`, _type: 'changeNote', note: `Note ${this.#edits}.`}
      const date = this.#now().slice(0, 10)
      return {
        [field === 'title' && document._type === 'faq' ? 'question' : field]:
          `Words of edit ${'x'.repeat(this.#edits)}, long enough to be a summary of something.`,
        changeNotes: note === null ? changeNotes : [{...own, date, kind: note}, ...changeNotes],
      }
    })
  }

  rename(id: string): void {
    this.#change(id, (document) => {
      const history = Array.isArray(document['slugHistory']) ? document['slugHistory'] : []
      const {slug} = document
      const current = typeof slug === 'object' && slug !== null && Reflect.get(slug, 'current')
      return {slug: {current: `slug-${this.#edits}`}, slugHistory: [...history, current]}
    })
  }

  withdraw(id: string): void {
    const withdrawal = {reason: 'It was wrong.', date: this.#now().slice(0, 10)}
    this.#change(id, () => ({status: 'withdrawn', withdrawal}))
  }

  bringBack(id: string): void {
    this.#change(id, () => ({status: 'active'}))
  }

  remove(id: string): void {
    const document = this.#documents.get(id)
    if (document !== undefined) this.#backups.set(id, document)
    this.#documents.delete(id)
  }

  backUp(id: string): void {
    const document = this.#documents.get(id)
    if (document !== undefined) this.#backups.set(id, document)
  }

  restore(id: string): void {
    const backup = this.#backups.get(id)
    const present = this.#documents.get(id)
    // Studio keeps an address that was changed since.
    if (backup === undefined) return
    const {slug, slugHistory} = present ?? backup
    this.#documents.set(id, {...backup, slug, slugHistory})
  }

  #now(): string {
    return new Date(Date.UTC(2026, 0, this.#day)).toISOString()
  }

  #change(id: string, change: (document: LakeDoc) => Partial<LakeDoc>): void {
    this.#edits += 1
    const document = this.#documents.get(id)
    if (document === undefined) return
    this.#documents.set(id, {...document, ...change(document), _updatedAt: this.#now()})
  }
}

type Step = (library: Library) => void
const id = fc.constantFrom(...FREE)
const note = fc.constantFrom('minor' as const, 'safety' as const, null)
const step: fc.Arbitrary<{name: string; run: Step; isLedgerLost: boolean}> = fc
  .oneof(
    fc.integer({min: 1, max: 20}).map((amount) => named(`wait ${amount}`, (it) => it.wait(amount))),
    fc
      .tuple(id, fc.constantFrom('title', 'conflicts'), note)
      .map(([of, field, kind]) =>
        named(`rewrite ${of} ${field} ${kind}`, (it) => it.rewrite(of, field, kind)),
      ),
    id.map((of) => named(`rename ${of}`, (it) => it.rename(of))),
    id.map((of) => named(`withdraw ${of}`, (it) => it.withdraw(of))),
    id.map((of) => named(`bring back ${of}`, (it) => it.bringBack(of))),
    id.map((of) => named(`remove ${of}`, (it) => it.remove(of))),
    id.map((of) => named(`back up ${of}`, (it) => it.backUp(of))),
    id.map((of) => named(`restore ${of}`, (it) => it.restore(of))),
  )
  .chain((one) => fc.integer({min: 0, max: 9}).map((lot) => ({...one, isLedgerLost: lot === 0})))

function named(name: string, run: Step) {
  return {name, run}
}

/** Where every file and page is that a publication has. */
function addresses({ledger}: Changes): string[] {
  return ledger.documents.flatMap(({path}) => {
    const stem = path.replace(/\.json$/, '')
    // Every host finds a page without its last slash.
    return [`/api/v1/${path}`, `/api/v1/${stem}.pt.json`, `/${stem}/`, `/${stem}`]
  })
}

async function holdsThrough(steps: readonly {run: Step; isLedgerLost: boolean}[]) {
  const library = new Library()
  const everThere = new Set<string>()
  const alarms: {edition: string; until: string; revs: string[]}[] = []
  let previous: Previous = NOTHING_PREVIOUS
  for (const {run, isLedgerLost} of [{run: () => undefined, isLedgerLost: false}, ...steps]) {
    run(library)
    const {content, changes} = await publishedAfter(library.documents(), previous)
    const {ledger, pages, items} = changes
    const feed = pages.flatMap((page) => page.items)

    expect(feed.map(({seq}) => seq)).toEqual(feed.map((_, index) => index + 1))
    const times = feed.map(({publishedAt}) => publishedAt)
    expect(times).toEqual(times.toSorted())
    const newest = new Map(feed.map((item) => [editionOf(item), item]))
    for (const entry of ledger.documents) {
      expect(newest.get(editionOf(entry))).toMatchObject({path: entry.path, rev: entry.rev})
    }

    // Each address is still there, or a rule says what became of it, and none leads to another.
    const rules = addressRules(content, changes)
    const lists = content.locales.flatMap((locale) => [
      ...filteredLists(locale.site).lists.map(([path]) => path),
      ...formerLists(locale, changes).map(({path}) => path),
    ])
    const widgets = content.locales.flatMap((locale) =>
      publishedWidgets(locale, changes).map(({collection, slug}) =>
        widgetDocumentPath(locale.site.locale, collection, slug),
      ),
    )
    const now = new Set([
      ...addresses(changes),
      ...widgets,
      ...lists,
      ...rules.map(({from}) => from),
    ])
    for (const address of everThere) expect(now).toContain(address)
    for (const address of now) everThere.add(address)
    const led = new Set(rules.map(({from}) => from))
    for (const {to, status} of rules) if (status !== 410) expect(led).not.toContain(to)

    // What was unsafe once is named for its time, whatever came after.
    const recalls = new Map(recallsOf(content, changes).items.map((one) => [editionOf(one), one]))
    const today = ledger.time.slice(0, 10)
    for (const {edition, until, revs} of alarms.filter((alarm) => alarm.until >= today)) {
      const recall = recalls.get(edition)
      expect(recall, edition).toBeDefined()
      const safe = recall?.rev
      const unsafe = recall?.unsafe.map(({rev}) => rev)
      expect(unsafe).toEqual(expect.arrayContaining(revs.filter((rev) => rev !== safe)))
      expect((recall?.until ?? until) >= until).toBe(true)
    }
    for (const {locale, id: gone} of ledger.tombstones.filter(({status}) => status !== 'moved')) {
      expect(recalls.get(`${locale} ${gone}`)?.action).toBe('takeDown')
    }
    for (const item of items.filter(({significance}) => significance === 'safety')) {
      const before = feed.filter(({seq}) => seq < item.seq && item.seq > 0)
      const revs = before
        .filter((other) => editionOf(other) === editionOf(item))
        .flatMap(({rev}) => rev ?? [])
      alarms.push({edition: editionOf(item), until: lastDay(item.publishedAt, days), revs})
    }

    const again = await publishedAfter(library.documents(), {...changes, isLost: false})
    expect(again.changes.items).toEqual([])
    expect(again.changes.ledger).toEqual(ledger)

    const notices = noticesOf(content, changes).map(({path, body}) => {
      return {path: belowRoot(path), tombstone: body}
    })
    const paths = [...now].filter((address) => address.startsWith('/api/')).map(belowRoot)
    previous = isLedgerLost
      ? {
          ledger: recoveredLedger({changes: ledger, items: feed, notices, paths}),
          isLost: true,
          pages,
        }
      : {ledger, isLost: false, pages}
  }
}

test('through any sequence of edits', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 12}), holdsThrough), {
    numRuns: 40,
  })
}, 300_000)
