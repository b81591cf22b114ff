import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {
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
export type ConfiguratorData = {
  documents: {title: string; documentUrl: string; embedUrl: string}[]
  /** The current version's immutable file with its integrity. */
  immutable: Required<SnippetScript>
  /** The file that follows every version. */
  floating: SnippetScript
}

type Choice = {value: string; label: string}

const KINDS: readonly (Choice & {value: SnippetKind})[] = [
  {value: 'html', label: 'HTML'},
  {value: 'wordpress', label: 'WordPress'},
  {value: 'react', label: 'React'},
  {value: 'vue', label: 'Vue'},
  {value: 'astro', label: 'Astro'},
  {value: 'iframe', label: 'iframe (no script needed)'},
]
const SCRIPTS: readonly Choice[] = [
  {value: 'immutable', label: 'This version, with integrity'},
  {value: 'floating', label: 'Always the newest, without integrity'},
]
const FALLBACKS: readonly (Choice & {value: Fallback})[] = [
  {value: 'link', label: 'A link to the source page'},
  {value: 'details', label: 'All answers, styled by the page'},
  {value: 'shadow', label: 'All answers, shielded from the page'},
]
const OPENS: readonly Choice[] = [
  {value: '', label: 'None'},
  {value: 'first', label: 'The first'},
  {value: 'all', label: 'All'},
]
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

function checkbox(name: string, label: string) {
  return make('label', {}, make('input', {type: 'checkbox', name}), ` ${label}`)
}

/** What the form says, as the snippet functions want it. */
function optionsOf(
  form: FormData,
  data: ConfiguratorData,
  content: WidgetDocumentV1,
): SnippetOptions & {embedUrl: string} {
  const chosen = data.documents[Number(form.get('document'))]
  if (!chosen) throw new Error('the form names a document that is not in the data')
  const open = OPENS.find(({value}) => value !== '' && value === form.get('open'))?.value
  return {
    content,
    documentUrl: chosen.documentUrl,
    embedUrl: chosen.embedUrl,
    script: form.get('script') === 'floating' ? data.floating : data.immutable,
    fallback: FALLBACKS.find(({value}) => value === form.get('fallback'))?.value ?? 'link',
    headingLevel: Number(form.get('headingLevel')),
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
  element.append(make('a', {href: options.content.url}, options.content.title))
  return element
}

function start(place: HTMLElement, data: ConfiguratorData): void {
  const form = make(
    'form',
    {className: 'configurator-form'},
    select(
      'document',
      'Questions about',
      data.documents.map(({title}, index) => ({value: String(index), label: title})),
    ),
    select('kind', 'Snippet for', KINDS),
    select('script', 'Script', SCRIPTS),
    select('fallback', 'Until the script has run', FALLBACKS),
    select('headingLevel', 'Heading level', LEVELS, '3'),
    select('open', 'Open at first', OPENS),
    checkbox('single', 'One answer open at a time'),
    checkbox('light', 'Styled by the page (light)'),
    checkbox('withStyle', 'Style sheet in the pasted answers'),
    checkbox('preload', 'Ask for the answers early (preload)'),
  )
  const code = make('code', {})
  const copied = make('output', {})
  const copy = make('button', {type: 'button'}, 'Copy')
  const live = make('div', {className: 'configurator-preview'})
  const snippetBox = make('pre', {className: 'configurator-snippet', tabIndex: 0}, code)
  snippetBox.setAttribute('role', 'region')
  snippetBox.setAttribute('aria-label', 'Snippet')
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
    const chosen = data.documents[Number(new FormData(form).get('document'))]
    if (!chosen) return
    try {
      const content = await contentOf(chosen.documentUrl)
      // Read again: the form may have changed while the document came.
      const now = new FormData(form)
      const options = optionsOf(now, data, content)
      if (options.documentUrl !== chosen.documentUrl) return
      const kind = KINDS.find(({value}) => value === now.get('kind'))?.value ?? 'html'
      code.textContent = snippets(options)[kind]
      copied.value = ''
      // Rebuilt only when the element itself would differ, so that open answers stay open.
      const element = elementHtml({...options, fallback: 'link'})
      if (element !== shown) live.replaceChildren(preview(options))
      shown = element
    } catch (error) {
      contents.delete(chosen.documentUrl)
      code.textContent = ''
      copied.value = error instanceof Error ? error.message : String(error)
    }
  }
  form.addEventListener('input', () => void update())
  form.addEventListener('submit', (event) => event.preventDefault())
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(code.textContent).then(
      () => (copied.value = 'Copied'),
      // Not allowed or not a secure context: the reader copies by hand.
      () => getSelection()?.selectAllChildren(code),
    )
  })
  void update()
}

const place = document.getElementById('faq-configurator')
const data = document.getElementById('faq-configurator-data')
if (place && data) start(place, JSON.parse(data.textContent) as ConfiguratorData)
