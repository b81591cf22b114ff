/**
 * Everything a page can say to `<foramen-faq>` and hear from it, as data. The guide page,
 * custom-elements.json and the JSX types are made of it; a test holds it to the code.
 */

export const TAG_NAME = 'foramen-faq'

export const SUMMARY =
  'Shows the questions and answers of one subject, always current, with their source.'

/** TypeScript type of an attribute as JSX writes it. */
export interface AttributeReference {
  readonly name: string
  readonly type: string
  readonly default: string | null
  readonly description: string
}

export const ATTRIBUTES: readonly AttributeReference[] = [
  {
    name: 'src',
    type: 'string',
    default: null,
    description:
      'Address of a widget document. Without it the element makes no request and only serves the answers a server put into it.',
  },
  {
    name: 'light',
    type: 'boolean',
    default: 'false',
    description:
      "Renders into the page itself instead of a shadow tree, so that the page's own CSS applies.",
  },
  {
    name: 'single',
    type: 'boolean',
    default: 'false',
    description: 'Opening an answer closes the one that was open.',
  },
  {
    name: 'open',
    type: "'first' | 'all'",
    default: null,
    description:
      'Which answers start open; none unless told. Read when answers are drawn: a later change takes effect with the next changed document.',
  },
  {
    name: 'heading-level',
    type: '1 | 2 | 3 | 4 | 5',
    default: '3',
    description:
      'Level of the questions’ headings: one below the heading above the element. Read when answers are drawn: a later change takes effect with the next changed document.',
  },
  {
    name: 'rev',
    type: 'string',
    default: null,
    description:
      'Revision of the answers pasted into the element. They are replaced only when the document has another one.',
  },
  {
    name: 'timeout',
    type: 'number',
    default: '10000',
    description: 'Milliseconds to wait for the document before giving up.',
  },
]

export interface EventReference {
  readonly name: string
  readonly detail: string
  readonly description: string
}

export const EVENTS: readonly EventReference[] = [
  {
    name: 'faq-load',
    detail: '{url: string; reviewed: string | null; count: number}',
    description:
      'The answers are shown and current: address of their source page, day of its last clinical review, number of questions.',
  },
  {
    name: 'faq-toggle',
    detail: '{id: string; open: boolean}',
    description: 'An answer was opened or closed, by a reader or by the page.',
  },
  {
    name: 'faq-error',
    detail: "{why: 'network' | 'timeout' | 'http' | 'data'}",
    description:
      'The document could not be shown; what stands in the element stays visible. `network` also stands for a missing CORS header, a redirect and a blocked `connect-src`; `data` for anything but a document of version 1.',
  },
]

export interface NamedReference {
  readonly name: string
  readonly description: string
}

export const METHODS: readonly (NamedReference & {parameters: string; returns: string})[] = [
  {
    name: 'show',
    parameters: 'id: string',
    returns: 'boolean',
    description:
      'Opens the answer with this id and the page’s own `<details>` around the element, scrolls to the answer and focuses its question; only opens them while the focus is in a field, in editable text or in a frame. False when there is none.',
  },
  {
    name: 'load',
    parameters: '',
    returns: 'Promise<void>',
    description: 'Asks for the document again. Never rejects.',
  },
]

export const STATES: readonly NamedReference[] = [
  {name: 'loading', description: 'The document is being asked for.'},
  {name: 'ready', description: 'The answers are shown and current.'},
  {name: 'error', description: 'The last request failed; see `faq-error`.'},
]

export const PARTS: readonly NamedReference[] = [
  {name: 'list', description: 'All of it.'},
  {name: 'emergency', description: 'Line above the questions: when to call for help.'},
  {name: 'example', description: 'Line that says this is example content.'},
  {name: 'toggle-all', description: 'Button that opens or closes all answers.'},
  {name: 'item', description: 'One question with its answer, a `<details>`.'},
  {name: 'question', description: 'The `<summary>` of an item.'},
  {name: 'heading', description: 'The heading in it.'},
  {name: 'answer', description: 'The answer of an item.'},
  {name: 'link', description: 'A link in a text.'},
  {name: 'more', description: 'Link from an answer to its own page.'},
  {name: 'about', description: 'Source, review and disclaimer.'},
  {name: 'source', description: 'Link to the source page.'},
  {name: 'disclaimer', description: 'Line below the questions.'},
]

export const CUSTOM_PROPERTIES: readonly (NamedReference & {default: string})[] = [
  {
    name: '--faq-accent',
    default: 'inherited colour',
    description: 'Colour of links and of the sign beside a question.',
  },
  {name: '--faq-line', default: 'gray', description: 'Colour of the lines between questions.'},
  {name: '--faq-gap', default: '1em', description: 'Space above and below a question.'},
  {
    name: '--faq-scroll',
    default: '1em',
    description:
      'Space kept above an item that is scrolled to, for pages with a header that stays.',
  },
]

/** Limits that a page's author should know, each with its reason. */
export const LIMITS: readonly string[] = [
  'JAWS 2023 does not announce headings inside a summary (reported by others, later versions not tried); questions are still reachable as buttons.',
  'In Firefox a text fragment (`#:~:text=`) does not open answers that arrive after the page; pasted answers it opens.',
  'A recall reaches a pasted snapshot when the script runs: where scripts are blocked the snapshot stays as pasted.',
  'Needs a browser of May 2024 or later; in older ones the content of the element stays as it is. Where `::details-content` is unknown, closed answers are printed closed.',
  'A link to an answer opens the page’s own closed `<details>` around the element, but nothing with `hidden="until-found"`, and nothing outside the shadow tree in which the element stands.',
  'In `light` mode the element replaces its own children: a framework must not render into it.',
  'With pasted answers the element must not stand inside a `<p>`: the HTML parser would close the paragraph and the element with it, and a copy that grows stale would stay beside the live one. WordPress’s classic editor wraps pasted answers like that; paste the link there.',
  'With pasted answers the script keeps its `defer`: an optimiser plugin that makes it `async` can run it before they have arrived.',
]

/** What a site's author has to do beside other tools, each with its reason. */
export const ADVICE: readonly string[] = [
  'One element for each subject: when a new `src` fails, the answers of the old one stay. In React give it `key={src}`, in Vue `:key="src"`.',
  'A router that uses `pushState` sends no `hashchange`: let it call `show(id)`.',
  'A service worker that answers from its cache first hides recalls: let requests for `/api/` of this site pass it by.',
  'Tools that morph a page into what the server sent (Turbo’s page refreshes with `morph`, idiomorph) undo what the script has done in `light` mode: recalled answers that were pasted come back. Leave `light` away, or give the element an `id` and `data-turbo-permanent`.',
]

/** Keeps a page that nobody reloads as current as one that was just opened. */
export const RELOAD_RECIPE = `setInterval(() => {
  for (const faq of document.querySelectorAll('foramen-faq')) faq.load?.()
}, 5 * 60 * 1000)`

/** Lets rules of the page that stand in cascade layers win in `light` mode. */
export const LAYER_RECIPE = `@layer faq;
@layer components {
  foramen-faq [part='question'] {
    padding-block: 1.5rem;
  }
}`

/**
 * The manifest that editors and component tools read.
 * @see https://github.com/webcomponents/custom-elements-manifest (schema 2.1.0)
 */
export function customElementsManifest() {
  const className = 'FaqElement'
  const path = 'site/widget/faq-element.ts'
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [
          {
            kind: 'class',
            name: className,
            customElement: true,
            tagName: TAG_NAME,
            superclass: {name: 'HTMLElement'},
            description: SUMMARY,
            attributes: ATTRIBUTES.map((attribute) => ({
              name: attribute.name,
              type: {text: attribute.type},
              ...(attribute.default === null ? {} : {default: attribute.default}),
              description: attribute.description,
            })),
            members: METHODS.map(({name, description, returns}) => ({
              kind: 'method',
              name,
              description,
              ...(name === 'show' ? {parameters: [{name: 'id', type: {text: 'string'}}]} : {}),
              return: {type: {text: returns}},
            })),
            events: EVENTS.map(({name, detail, description}) => ({
              name,
              type: {text: `CustomEvent<${detail}>`},
              description,
            })),
            cssParts: PARTS,
            cssProperties: CUSTOM_PROPERTIES,
            cssStates: STATES,
          },
        ],
        exports: [
          {kind: 'js', name: className, declaration: {name: className, module: path}},
          {
            kind: 'custom-element-definition',
            name: TAG_NAME,
            declaration: {name: className, module: path},
          },
        ],
      },
    ],
  }
}

/** Types for JSX in React 19 and Astro: the content of jsx.d.ts. */
export function jsxTypes(): string {
  const attributes = ATTRIBUTES.map(
    ({name, type, description}) =>
      `  /** ${description} */\n  ${name.includes('-') ? `'${name}'` : name}?: ${type}`,
  )
  const listeners = EVENTS.map(
    ({name, detail, description}) =>
      `  /** ${description} */\n  'on${name}'?: (event: CustomEvent<${detail}>) => void`,
  )
  return `// Made by jsxTypes() in reference.ts; a test compares.
import type {FaqElement} from './generated/faq-element.js'

/** Attributes of \`<${TAG_NAME}>\`. */
export interface FaqAttributes {
${attributes.join('\n')}
}

/** Listeners as React 19 passes them to a custom element. */
export interface FaqListeners {
${listeners.join('\n')}
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${TAG_NAME}': React.DetailedHTMLProps<React.HTMLAttributes<FaqElement>, FaqElement> &
        FaqAttributes &
        FaqListeners
    }
  }
}

declare global {
  namespace astroHTML.JSX {
    // Astro's own, where there is Astro.
    interface HTMLAttributes {}
    interface IntrinsicElements {
      '${TAG_NAME}': HTMLAttributes & FaqAttributes
    }
  }
}
`
}
