import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {HtmlValidate} from 'html-validate'
import {serializeOuter as serialize} from 'parse5'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {COLLECTIONS} from '../../schemas/api/v1/links.ts'
import {buildSite, type BuiltPage, type BuiltSite} from './harness/built-site.ts'
import {attribute, elementsOf, tagged, textOf, type Element} from './harness/html.ts'

/** Pages that load a script, because they are tools and not texts. */
const TOOLS = ['/en/developers/widget/']
/** Pages about the machinery and not about health. */
const isWorkshop = (path: string) =>
  path.startsWith('/en/developers/') || path === '/en/about/editorial-guide/'
/** The address without a language only sends readers on. */
const FORWARDING = '/'

let site: BuiltSite
let elements: ReadonlyMap<string, Element[]>

beforeAll(async () => {
  site = await buildSite()
  elements = new Map(site.pages.map(({path, html}) => [path, elementsOf(html)]))
})
afterAll(() => site.close())

/** Says of every page what is wrong with it; an empty object is what tests want. */
function faults(check: (page: BuiltPage, all: Element[]) => readonly string[]) {
  return Object.fromEntries(
    site.pages
      .map((page) => [page.path, check(page, elements.get(page.path) ?? [])] as const)
      .filter(([, found]) => found.length > 0),
  )
}

/** Every document with the elements of its page. */
const documents = () =>
  COLLECTIONS.flatMap((collection) =>
    site.content.documents(collection).map((document) => ({
      document,
      path: `/en/${collection}/${document.slug}/`,
      all: elements.get(`/en/${collection}/${document.slug}/`) ?? [],
    })),
  )

/** Those of the wanted texts that the main part of a page does not show. */
function missingIn(path: string, wanted: readonly string[]): string[] {
  const [main] = tagged(elements.get(path) ?? [], 'main')
  const text = main === undefined ? '' : textOf(main)
  return wanted.filter((one) => !text.includes(one.replaceAll(/\s+/g, ' ').trim()))
}

describe('every page', () => {
  it('answers with its own status', () => {
    const wrong = site.pages.filter(({path, status}) => status !== (path === '/404/' ? 404 : 200))
    expect(wrong.map(({path, status}) => `${path} ${status}`)).toEqual([])
  })

  it('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // Astro writes `<!DOCTYPE html>` and `<br>` as it likes; both are valid.
        'doctype-style': 'off',
        'void-style': 'off',
        'no-trailing-whitespace': 'off',
        // Titles are the editors' and have limits of their own.
        'long-title': 'off',
      },
    })
    const messages: string[] = []
    for (const {path, html} of site.pages) {
      const {results} = await validator.validateString(html, path)
      for (const {ruleId, message, line, column} of results.flatMap((one) => one.messages)) {
        messages.push(`${path}:${line}:${column} ${ruleId}: ${message}`)
      }
    }
    expect(messages).toEqual([])
  })

  it('runs no script unless it is a tool, and its policy allows none', () => {
    const wrong = faults(({path, policy}, all) => {
      if (TOOLS.includes(path)) return []
      return [
        ...tagged(all, 'script')
          .map((script) => attribute(script, 'type') ?? 'a script without type')
          .filter((type) => type !== 'application/ld+json'),
        ...(policy.includes("script-src 'none'") && policy.includes("default-src 'none'")
          ? []
          : [`policy: ${policy}`]),
      ]
    })
    expect(wrong).toEqual({})
  })

  it('lets tools load only files of this site', () => {
    for (const path of TOOLS) {
      const page = site.pages.find((candidate) => candidate.path === path)
      expect(page?.policy).toContain("script-src 'self';")
      const sources = tagged(elements.get(path) ?? [], 'script')
        .map((script) => attribute(script, 'src'))
        .filter((src) => src !== undefined)
      expect(sources).toEqual(['/widget/v1/faq.js', '/widget/configurator.js'])
    }
  })

  it('has no style or event attribute and no address of another kind than https, mailto or tel', () => {
    const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcset', 'poster']
    const wrong = faults((_, all) =>
      all.flatMap(({tagName, attrs}) =>
        attrs
          .filter(
            ({name, value}) =>
              name === 'style' ||
              name.startsWith('on') ||
              (addresses.includes(name) &&
                !/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/.test(
                  value.replaceAll(/[\s\p{Cc}]/gu, ''),
                )),
          )
          .map(({name, value}) => `<${tagName} ${name}="${value}">`),
      ),
    )
    expect(wrong).toEqual({})
  })

  it('has one h1 and headings that go down one level at a time', () => {
    const wrong = faults((_, all) => {
      const headings = tagged(all, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')
      const levels = headings.map(({tagName}) => Number(tagName[1]))
      return [
        ...(levels.filter((level) => level === 1).length === 1 ? [] : ['not one h1']),
        ...headings
          .filter((_heading, index) => (levels[index] ?? 0) > (levels[index - 1] ?? 0) + 1)
          .map((heading) => `${heading.tagName} "${textOf(heading)}" skips a level`),
      ]
    })
    expect(wrong).toEqual({})
  })

  it('has the landmarks, the language and the skip link that assistive technology looks for', () => {
    const wrong = faults(({path}, all) => {
      if (path === FORWARDING) return []
      const [first] = tagged(all, 'a')
      const [html] = tagged(all, 'html')
      return [
        ...(html !== undefined && attribute(html, 'lang') === 'en' ? [] : ['no lang']),
        ...(tagged(all, 'main').length === 1 ? [] : ['not one main']),
        ...(tagged(all, 'footer').length === 1 ? [] : ['not one footer']),
        ...(tagged(all, 'nav').length > 0 ? [] : ['no nav']),
        ...(first !== undefined && attribute(first, 'href') === '#main'
          ? []
          : ['the first link does not skip to main']),
      ]
    })
    expect(wrong).toEqual({})
  })

  it('says that it is example content and whom to call, where it is about health', () => {
    const {exampleNotice, emergencyNotice} = site.content.settings
    const wrong = faults(({path}, all) => {
      const [body] = tagged(all, 'body')
      const text = body === undefined ? '' : textOf(body)
      if (isWorkshop(path)) {
        const shown = [exampleNotice, emergencyNotice.text].filter((one) => text.includes(one))
        return shown.map((one) => `shows "${one}"`)
      }
      return [
        ...(text.includes(exampleNotice) ? [] : ['no example notice']),
        ...(path === FORWARDING || text.includes(`Emergency? Call ${emergencyNotice.phone}`)
          ? []
          : ['no emergency line']),
        ...(path === FORWARDING || text.includes(emergencyNotice.text) ? [] : ['no signs']),
      ]
    })
    expect(wrong).toEqual({})
  })

  it('has a title and a description of its own, a canonical address and an icon that exists', () => {
    const titles = new Map<string, string>()
    const wrong = faults(({path}, all) => {
      const title = tagged(all, 'title').map(textOf).join('')
      const twin = titles.get(title)
      titles.set(title, path)
      const links = tagged(all, 'link')
      const href = (rel: string) => {
        const link = links.find((candidate) => attribute(candidate, 'rel') === rel)
        return link === undefined ? undefined : attribute(link, 'href')
      }
      const description = tagged(all, 'meta').find(
        (meta) => attribute(meta, 'name') === 'description',
      )
      return [
        ...(twin === undefined ? [] : [`same title as ${twin}`]),
        ...(description !== undefined && (attribute(description, 'content') ?? '').length > 20
          ? []
          : ['no description']),
        ...(path === '/404/' || href('canonical')?.startsWith(site.content.baseUrl)
          ? []
          : ['no canonical address']),
        ...(existsSync(join(site.dir, href('icon') ?? 'none')) ? [] : ['no icon']),
      ]
    })
    expect(wrong).toEqual({})
  })

  it('links only to pages and places on pages that exist', () => {
    const ids = new Map(
      site.pages.map(({path}) => [
        path,
        new Set((elements.get(path) ?? []).map((element) => attribute(element, 'id'))),
      ]),
    )
    const wrong = faults(({path}, all) =>
      tagged(all, 'a')
        .map((link) => attribute(link, 'href') ?? '')
        .filter((href) => {
          const {origin, pathname, hash} = new URL(href, site.content.baseUrl + path)
          if (origin !== site.content.baseUrl) return false
          if (!pathname.endsWith('/')) return !existsSync(join(site.dir, pathname))
          const there = ids.get(pathname)
          // Embed pages are the widget's own and no pages of the site.
          if (there === undefined) return !existsSync(join(site.dir, pathname, 'index.html'))
          return hash !== '' && !there.has(decodeURIComponent(hash.slice(1)))
        }),
    )
    expect(wrong).toEqual({})
  })

  it('leads to other pages of the site and shows its pictures without naming the host, so that a mirror stays itself', () => {
    const wrong = faults((_, all) =>
      [...tagged(all, 'a'), ...tagged(all, 'img')]
        .map((element) => attribute(element, 'href') ?? attribute(element, 'src') ?? '')
        .filter((address) => address.startsWith(site.content.baseUrl))
        // Addresses to copy are what those pages are about.
        .filter((address) => !new URL(address).pathname.startsWith('/api/')),
    )
    expect(wrong).toEqual({})
  })

  it('leads to its own sources and medical words without being loaded anew', () => {
    const wrong = faults(({path}, all) =>
      tagged(all, 'a')
        .map((link) => attribute(link, 'href') ?? '')
        .filter((href) => href.startsWith(`${path}#`)),
    )
    expect(wrong).toEqual({})
  })

  it('weighs at most 50 KB as a rule, styles and structured data included', () => {
    const sizes = site.pages.map(({html}) => Buffer.byteLength(html)).toSorted((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(50_000)
  })
})

describe('HTML of the API', () => {
  it('has only absolute addresses, and each leads to a page, a picture or a place on a page', async () => {
    const ids = new Map(
      site.pages.map(({path}) => [
        path,
        new Set((elements.get(path) ?? []).map((element) => attribute(element, 'id'))),
      ]),
    )
    const leads = ({origin, pathname, hash}: URL) => {
      if (origin !== site.url) return true
      const there = ids.get(pathname)
      if (there === undefined) return existsSync(join(site.dir, pathname))
      return hash === '' || there.has(decodeURIComponent(hash.slice(1)))
    }
    const kinds = new Set<string>()
    for (const {document} of documents()) {
      const {sections} = document.data
      const body = await (await fetch(document.links.self)).json()
      expect(body.data.sections).toEqual(sections)
      const shown = [...sections, ...(document.type === 'faq' ? [] : document.related.faqs)]
      const addresses = [...shown.map(({html}) => html), document.attribution.html]
        .flatMap((html) => elementsOf(html))
        .flatMap(({attrs}) => attrs.filter(({name}) => name === 'href' || name === 'src'))
        .map(({value}) => value)
      const wrong = addresses.filter((address) => {
        const url = URL.parse(address)
        if (url?.origin === site.url)
          kinds.add(/#[a-z]+|^\/[a-z]+/.exec(url.hash || url.pathname)?.[0] ?? '')
        return url === null || !leads(url)
      })
      expect([document.id, wrong]).toEqual([document.id, []])
    }
    expect([...kinds].toSorted()).toEqual(['#source', '#term', '/en', '/images'])
  })
})

describe('a page of a document', () => {
  it('has every section of the API document under its id, in the same order', () => {
    for (const {document, all} of documents()) {
      const wanted = document.data.sections.map(({id}) => id)
      const ids = all.map((element) => attribute(element, 'id') ?? '')
      expect(ids.filter((id) => wanted.includes(id))).toEqual(wanted)
    }
  })

  it('shows every word of the sections of the API document', () => {
    const wordsOf = (html: string) =>
      elementsOf(html)
        .filter(({tagName, childNodes}) => tagName !== 'sup' && childNodes.length > 0)
        .flatMap(({childNodes}) => childNodes)
        .flatMap((node) => ('value' in node && node.value.trim() !== '' ? [node.value] : []))
    for (const {document, path} of documents()) {
      const words = document.data.sections.flatMap(({html}) => wordsOf(html))
      expect([path, missingIn(path, words)]).toEqual([path, []])
    }
  })

  it('has the emergency card at most once, with a call button and no citation inside', () => {
    let seen = 0
    for (const {path, all} of documents()) {
      const cards = all.filter((element) => attribute(element, 'class') === 'care-card')
      const emergency = cards.filter((card) => attribute(card, 'data-level') === 'emergency')
      expect([path, emergency.length]).toSatisfy(() => emergency.length <= 1)
      for (const card of cards) {
        const inside = elementsOf(serialize(card))
        expect(tagged(inside, 'sup')).toEqual([])
        const calls = tagged(inside, 'a').map((link) => attribute(link, 'href'))
        expect(calls).toEqual(emergency.includes(card) ? ['tel:911'] : [])
      }
      seen += emergency.length
    }
    expect(seen).toBeGreaterThan(5)
  })

  it('says of every piece of evidence in words how sure it is', () => {
    for (const {document, all} of documents()) {
      if (document.type !== 'procedure') continue
      const pieces = all.filter((element) => attribute(element, 'class') === 'evidence')
      const tags = all.filter((element) => attribute(element, 'class') === 'evidence-tag')
      expect(tags.map((tag) => textOf(tag).slice(0, 10))).toEqual(pieces.map(() => 'Evidence: '))
      expect(pieces).toHaveLength(document.data.evidence.length)
    }
  })

  it('gives the answer to a question once', () => {
    for (const {slug, data} of site.content.documents('faqs')) {
      const [main] = tagged(elements.get(`/en/faqs/${slug}/`) ?? [], 'main')
      const text = main === undefined ? '' : textOf(main)
      const answer = data.shortAnswer.replaceAll(/\s+/g, ' ').trim()
      expect([slug, text.split(answer).length - 1]).toEqual([slug, 1])
    }
  })

  it('gives the year of every source it lists, and of one that bears none says so instead', () => {
    const lines = documents().flatMap(({document, path, all}) =>
      document.review.sources.flatMap(({number, publisher, year, undated}) => {
        const line = all.find((element) => attribute(element, 'id') === `source-${number}`)
        const wanted = `${publisher}, ${undated ? 'no date' : year}.`
        return line === undefined ? [] : [{path, line: textOf(line), wanted, undated}]
      }),
    )
    expect(lines.filter(({line, wanted}) => !line.includes(wanted))).toEqual([])
    expect(new Set(lines.map(({undated}) => undated))).toEqual(new Set([true, false]))
  })

  it('lists every source of the document, and those that its text cites lead back to it', () => {
    for (const {document, path, all} of documents()) {
      const cited = all
        .filter((element) => attribute(element, 'class') === 'cite')
        .flatMap((element) => element.childNodes)
        .flatMap((node) => ('tagName' in node ? [attribute(node, 'href') ?? ''] : []))
        .filter((href) => href.startsWith('#source-'))
      const listed = all
        .map((element) => attribute(element, 'id') ?? '')
        .filter((id) => /^source-\d+$/.test(id))
        .map((id) => `#${id}`)
      const sources = document.review.sources.map(({number}) => `#source-${number}`)
      expect([path, listed]).toEqual([path, sources])
      const back = tagged(all, 'a')
        .map((link) => /^#cite-(\d+)$/.exec(attribute(link, 'href') ?? '')?.[1])
        .flatMap((number) => (number === undefined ? [] : [`#source-${number}`]))
      expect([path, new Set(back)]).toEqual([path, new Set(cited)])
    }
  })

  it('says that no clinician reviewed it, and who wrote it', () => {
    for (const {document, all} of documents()) {
      const review = all.find((element) => attribute(element, 'class') === 'section review')
      const text = review === undefined ? '' : textOf(review)
      expect(document.review.status).toBe('notReviewed')
      expect(text).toContain(site.content.strings.pages.notReviewed)
      for (const {name} of document.review.authors) expect(text).toContain(name)
    }
  })

  it('shows every care card with its level in words, and every risk', () => {
    const {careLevels} = site.content.strings
    const missing = site.content
      .documents('procedures')
      .flatMap(({slug, data}) =>
        missingIn(`/en/procedures/${slug}/`, [
          ...data.careCards.flatMap(({level, heading, items}) => [
            `${careLevels[level]}: ${heading}`,
            ...items,
          ]),
          ...data.risks.map(({outcome}) => outcome),
        ]),
      )
    expect(missing).toEqual([])
  })

  it('shows both sides where the evidence is contested', () => {
    const contested = site.content.documents('procedures').flatMap(({slug, data}) =>
      data.evidence
        .filter(({certainty}) => certainty.id === 'contested')
        .map(({finding, dissent}) => ({
          slug,
          sides: [finding, dissent?.text ?? 'no other side'],
        })),
    )
    expect(contested.length).toBeGreaterThan(0)
    const missing = contested.flatMap(({slug, sides}) =>
      missingIn(
        `/en/procedures/${slug}/`,
        sides.map((side) => side.split('\n')[0] ?? ''),
      ),
    )
    expect(missing).toEqual([])
  })

  it('leads to its JSON and, where it has questions to embed, to its oEmbed description', () => {
    for (const {document, all} of documents()) {
      const alternates = tagged(all, 'link')
        .filter((link) => attribute(link, 'rel') === 'alternate')
        .map((link) => [attribute(link, 'type'), attribute(link, 'href')])
      expect(alternates).toContainEqual(['application/json', document.links.self])
      const types = alternates.map(([type]) => type)
      expect(types.includes('application/json+oembed')).toBe(document.links.embed !== null)
    }
  })

  it('carries the JSON-LD of the API document unchanged', () => {
    for (const {document, all} of documents()) {
      const scripts = tagged(all, 'script').map((script) =>
        script.childNodes.map((node) => ('value' in node ? node.value : '')).join(''),
      )
      expect(scripts).toHaveLength(1)
      expect(JSON.parse(scripts[0] ?? '')).toEqual(JSON.parse(JSON.stringify(document.jsonLd)))
    }
  })
})

describe('lists', () => {
  it('have every question once', () => {
    const [main] = tagged(elements.get('/en/faqs/') ?? [], 'main')
    const questions = tagged(main === undefined ? [] : elementsOf(serialize(main)), 'a')
      .map((link) => attribute(link, 'href') ?? '')
      .filter((href) => href.startsWith('/en/faqs/'))
    const wanted = site.content.documents('faqs').map(({slug}) => `/en/faqs/${slug}/`)
    expect(questions.toSorted()).toEqual(wanted.toSorted())
  })

  it('have every document of their collection', () => {
    for (const collection of COLLECTIONS) {
      const hrefs = new Set(
        tagged(elements.get(`/en/${collection}/`) ?? [], 'a').map((a) => attribute(a, 'href')),
      )
      const missing = site.content
        .documents(collection)
        .map(({slug}) => `/en/${collection}/${slug}/`)
        .filter((path) => !hrefs.has(path))
      expect(missing).toEqual([])
    }
  })

  it('name each condition under its other names too', () => {
    const names = site.content.documents('conditions').flatMap(({data}) => data.aka)
    expect(names.length).toBeGreaterThan(0)
    expect(missingIn('/en/conditions/', names)).toEqual([])
  })
})

describe('a page on its own', () => {
  it('answers an unknown slug with 404 and ways on', async () => {
    const {status, html} = await site.render('/en/procedures/no-such-procedure/')
    expect(status).toBe(404)
    const hrefs = tagged(elementsOf(html), 'a').map((link) => attribute(link, 'href'))
    expect(hrefs).toContain('/en/conditions/')
  })

  it('says why a document was taken back and what to read instead', async () => {
    const [alternative] = site.content.list('conditions')
    const {status, html} = await site.render('/en/notice/', {
      path: '/en/procedures/old-procedure/',
      tombstone: {
        $schema: `${site.url}/api/v1/schemas/tombstone.json`,
        apiVersion: '1.0.0',
        type: 'procedure',
        id: 'procedure-old-procedure',
        slug: 'old-procedure',
        locale: 'en',
        title: 'Old procedure',
        status: 'withdrawn',
        reason: 'The device was recalled',
        alternative: alternative ?? null,
        since: '2026-11-24',
      },
    })
    expect(status).toBe(200)
    const [main] = tagged(elementsOf(html), 'main')
    const text = main === undefined ? '' : textOf(main)
    expect(text).toContain(`${site.content.strings.pages.noticeWithdrawn}: Old procedure`)
    expect(text).toContain('The device was recalled.')
    expect(text).toContain('November 24, 2026')
    expect(text).toContain(alternative?.title)
  })

  it('marks a draft and says what keeps it from being published', async () => {
    const path = '/en/conditions/herniated-disc/'
    const error = 'condition-herniated-disc symptoms: needs <b>two</b> items — add one'
    const draft = elementsOf((await site.render(path, {preview: {errors: [error]}})).html)
    const banner = draft.find((element) => attribute(element, 'class') === 'preview')
    expect(banner === undefined ? '' : textOf(banner)).toContain(error)
    const published = elements.get(path) ?? []
    expect(published.some((element) => attribute(element, 'class') === 'preview')).toBe(false)
  })

  it('leads to its translations, for people and for machines', async () => {
    const translations = [{locale: 'es', path: '/es/condiciones/hernia-de-disco/'}]
    const {html} = await site.render('/en/conditions/herniated-disc/', {translations})
    const all = elementsOf(html)
    const [switcher] = tagged(all, 'a').filter((link) => attribute(link, 'hreflang') === 'es')
    expect(switcher === undefined ? '' : attribute(switcher, 'href')).toBe(translations[0]?.path)
    const alternate = tagged(all, 'link').find((link) => attribute(link, 'hreflang') === 'es')
    expect(alternate === undefined ? '' : attribute(alternate, 'href')).toBe(
      site.content.baseUrl + (translations[0]?.path ?? ''),
    )
  })
})
