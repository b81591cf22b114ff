import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import type {Strings} from '../../schemas/languages/index.ts'
import {
  choicesOf,
  elementHtml,
  snippets,
  type Fallback,
  type SnippetKind,
  type SnippetOptions,
  type SnippetScript,
} from './snippet.ts'

/**
 * The configurator page: choose a document and options, see the widget live, copy the snippet. The
 * page gives an empty element and its data:
 *
 *     <div id="faq-configurator"></div>
 *     <script type="application/json" id="faq-configurator-data">{ConfiguratorData}</script>
 *
 * and loads the widget's own script beside this one. Without script the page shows its guide.
 */
export interface ConfiguratorData {
  readonly documents: {title: string; documentUrl: string; embedUrl: string}[]
  /** The current version's immutable file with its integrity. */
  readonly immutable: Required<SnippetScript>
  /** The file that follows every version. */
  readonly floating: SnippetScript
  /** The form's own words, in the language of the page. */
  readonly strings: Strings['configurator']
}

type Words = ConfiguratorData['strings']
interface Choice {
  readonly value: string
  readonly label: string
}

/** Products keep their names in every language. */
const kinds = (words: Words): readonly (Choice & {value: SnippetKind})[] => [
  {value: 'html', label: 'HTML'},
  {value: 'wordpress', label: 'WordPress'},
  {value: 'react', label: 'React'},
  {value: 'vue', label: 'Vue'},
  {value: 'astro', label: 'Astro'},
  {value: 'iframe', label: words.iframe},
]
const scripts = (words: Words): readonly Choice[] => [
  {value: 'immutable', label: words.scriptImmutable},
  {value: 'floating', label: words.scriptFloating},
]
const fallbacks = (words: Words): readonly (Choice & {value: Fallback})[] => [
  {value: 'link', label: words.fallbackLink},
  {value: 'details', label: words.fallbackDetails},
  {value: 'shadow', label: words.fallbackShadow},
]
const opens = (words: Words): readonly Choice[] => [
  {value: '', label: words.openNone},
  {value: 'first', label: words.openFirst},
  {value: 'all', label: words.openAll},
]
const named = <T extends {value: string}>(choices: readonly T[], value: unknown): T | undefined =>
  choices.find((choice) => choice.value === value)

const LEVELS: readonly Choice[] = ['1', '2', '3', '4', '5'].map((value) => ({value, label: value}))

function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Record<string, unknown>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  Object.assign(element, properties)
  element.append(...children)
  return element
}

function select(name: string, label: string, choices: readonly Choice[], chosen?: string) {
  const options = choices.map(({value, label: text}) =>
    make('option', {value, selected: value === chosen}, text),
  )
  return make('label', {}, `${label} `, make('select', {name}, ...options))
}

function checkbox(name: string, label: string, checked = false) {
  return make('label', {}, make('input', {type: 'checkbox', name, checked}), ` ${label}`)
}

/**
 * What the form says, as the snippet functions want it. It says nothing of choices that are disabled:
 * they are as if nobody had made them.
 */
function optionsOf(
  form: FormData,
  data: ConfiguratorData,
  content: WidgetDocumentV1,
): SnippetOptions & {embedUrl: string} {
  const chosen = data.documents[Number(form.get('document'))]
  if (!chosen) throw new Error('the form names a document that is not in the data')
  const open = form.get('open')
  return {
    content,
    documentUrl: chosen.documentUrl,
    embedUrl: chosen.embedUrl,
    script: form.get('script') === 'floating' ? data.floating : data.immutable,
    fallback: named(fallbacks(data.strings), form.get('fallback'))?.value ?? 'link',
    headingLevel: Number(form.get('headingLevel') ?? 3),
    light: form.has('light'),
    single: form.has('single'),
    preload: form.has('preload'),
    withStyle: form.has('withStyle'),
    ...(open === 'first' || open === 'all' ? {open} : {}),
  }
}

/** The element as chosen, made without parsing HTML. */
function preview(options: SnippetOptions): HTMLElement {
  const element = document.createElement('foramen-faq')
  element.setAttribute('src', options.documentUrl)
  element.toggleAttribute('light', options.light)
  element.toggleAttribute('single', options.single)
  if (options.open) element.setAttribute('open', options.open)
  element.setAttribute('heading-level', String(options.headingLevel ?? 3))
  element.append(make('a', {href: options.content.url, rel: 'noreferrer'}, options.content.title))
  return element
}

/** Leaves only the choices that change the snippet. */
function offerChoices(form: HTMLFormElement, words: Words): void {
  // Of its fields and not of its FormData, which is silent on a field that is disabled now.
  const valueOf = (name: string) =>
    form.querySelector<HTMLSelectElement>(`select[name=${name}]`)?.value
  const kind = named(kinds(words), valueOf('kind'))?.value ?? 'html'
  const fallback = named(fallbacks(words), valueOf('fallback'))?.value ?? 'link'
  const offered: readonly string[] = ['document', 'kind', ...choicesOf(kind, fallback)]
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input,select')) {
    field.disabled = !offered.includes(field.name)
  }
}

function start(place: HTMLElement, data: ConfiguratorData): void {
  const words = data.strings
  const form = make(
    'form',
    {className: 'configurator-form'},
    select(
      'document',
      words.document,
      data.documents.map(({title}, index) => ({value: String(index), label: title})),
    ),
    select('kind', words.kind, kinds(words)),
    select('script', words.script, scripts(words)),
    select('fallback', words.fallback, fallbacks(words)),
    select('headingLevel', words.headingLevel, LEVELS, '3'),
    select('open', words.open, opens(words)),
    checkbox('single', words.single),
    checkbox('light', words.light),
    // For readers without script, and so that nothing moves when it comes.
    checkbox('withStyle', words.withStyle, true),
    checkbox('preload', words.preload),
  )
  const code = make('code', {})
  const copied = make('output', {})
  const copy = make('button', {type: 'button'}, words.copy)
  const live = make('div', {className: 'configurator-preview'})
  const snippetBox = make('pre', {className: 'configurator-snippet', tabIndex: 0}, code)
  snippetBox.setAttribute('role', 'region')
  snippetBox.setAttribute('aria-label', words.snippet)
  place.replaceChildren(form, make('p', {}, copy, ' ', copied), snippetBox, live)

  const contents = new Map<string, Promise<WidgetDocumentV1>>()
  const contentOf = (url: string) => {
    const known = contents.get(url)
    if (known) return known
    const asked = fetch(url, {credentials: 'omit'}).then((response) => {
      if (!response.ok) throw new Error(`${url} answers ${response.status}`)
      return response.json() as Promise<WidgetDocumentV1>
    })
    contents.set(url, asked)
    return asked
  }

  let shown = ''
  const update = async () => {
    offerChoices(form, words)
    const chosen = data.documents[Number(new FormData(form).get('document'))]
    if (!chosen) return
    try {
      const content = await contentOf(chosen.documentUrl)
      // Read again: the form may have changed while the document came.
      const now = new FormData(form)
      const options = optionsOf(now, data, content)
      if (options.documentUrl !== chosen.documentUrl) return
      const kind = named(kinds(words), now.get('kind'))?.value ?? 'html'
      code.textContent = snippets(options)[kind]
      copied.value = ''
      // Rebuilt only when the element itself would differ, so that open answers stay open.
      const element = elementHtml({...options, fallback: 'link'})
      if (element !== shown) live.replaceChildren(preview(options))
      shown = element
    } catch {
      contents.delete(chosen.documentUrl)
      code.textContent = ''
      copied.value = words.failed
    }
  }
  form.addEventListener('input', () => void update())
  form.addEventListener('submit', (event) => event.preventDefault())
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(code.textContent).then(
      () => (copied.value = words.copied),
      // Not allowed or not a secure context: the reader copies by hand.
      () => getSelection()?.selectAllChildren(code),
    )
  })
  void update()
}

const place = document.getElementById('faq-configurator')
const data = document.getElementById('faq-configurator-data')
if (place && data) start(place, JSON.parse(data.textContent) as ConfiguratorData)
