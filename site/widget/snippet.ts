import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {escapeHtml} from '../../schemas/lib/escape-html.ts'
import {attributesHtml, renderDeclarative, renderStatic} from './snapshot.ts'

/**
 * What a site developer pastes. Pure functions of a document and the developer's choices, used by
 * the publisher, the configurator page and the guide.
 */

export interface SnippetScript {
  /** Absolute address of `faq.<version>.js`, or of the floating `v1/faq.js`. */
  readonly url: string
  /** Subresource integrity of an immutable file; none for the floating one, which changes. */
  readonly integrity?: string
}

/**
 * What stands inside the element until the script has run: a link to the source page, or all
 * answers (`details` in the page itself, `shadow` shielded from its CSS).
 */
export type Fallback = 'link' | 'details' | 'shadow'

export interface SnippetOptions {
  readonly content: WidgetDocumentV1
  /** Absolute address of the widget document. */
  readonly documentUrl: string
  readonly script: SnippetScript
  readonly light?: boolean
  readonly single?: boolean
  readonly open?: 'first' | 'all'
  /** 1 to 5; 3 unless told. */
  readonly headingLevel?: number
  /** Milliseconds before the element gives up; 10000 unless told. */
  readonly timeout?: number
  readonly fallback?: Fallback
  /**
   * Puts the style sheet into a snapshot, for the time before the script has run and for readers
   * without it. Under a strict policy it needs its hash: see policy.ts.
   */
  readonly withStyle?: boolean
  /** Asks for the document together with the script instead of after it. */
  readonly preload?: boolean
}

export interface EmbedOptions {
  readonly content: WidgetDocumentV1
  /** Absolute address of the embed page. */
  readonly embedUrl: string
  /** CSS pixels. */
  readonly width?: number
  readonly height?: number
}

const DEFAULT_WIDTH_PX = 640
const DEFAULT_HEIGHT_PX = 640

/** The script tag. Without `referrerpolicy` it would tell the content's host who embeds it. */
export function scriptTag({url, integrity}: SnippetScript): string {
  return `<script${attributesHtml({
    src: url,
    defer: true,
    integrity,
    crossorigin: 'anonymous',
    referrerpolicy: 'no-referrer',
  })}></script>`
}

function preloadTag(documentUrl: string): string {
  return `<link${attributesHtml({
    rel: 'preload',
    as: 'fetch',
    href: documentUrl,
    crossorigin: 'anonymous',
    referrerpolicy: 'no-referrer',
  })}>`
}

/** Attributes of the element, in the order of the guide; what equals a default is left out. */
function elementAttributes(options: SnippetOptions): Record<string, string | boolean | undefined> {
  const {headingLevel = 3, timeout, fallback = 'link'} = options
  return {
    src: options.documentUrl,
    light: options.light,
    single: options.single,
    open: options.open,
    'heading-level': headingLevel === 3 ? undefined : String(headingLevel),
    rev: fallback === 'link' ? undefined : options.content.rev,
    timeout: timeout === undefined ? undefined : String(timeout),
  }
}

/** Says nothing of the page it stands in: its address may name a health condition. */
function linkHtml({title, url, lang}: WidgetDocumentV1): string {
  return `<a${attributesHtml({href: url, lang, rel: 'noreferrer'})}>${escapeHtml(title)}</a>`
}

/** The element with its fallback, without the script. */
export function elementHtml(options: SnippetOptions): string {
  const {content, fallback = 'link'} = options
  const inner = {
    link: () => linkHtml(content),
    details: () => renderStatic(content, options),
    // The link, which a shadow tree hides, is for where the template stays a template: in HTML that
    // came by `innerHTML`, and in older browsers.
    shadow: () => `${renderDeclarative(content, options)}\n${linkHtml(content)}`,
  }[fallback]()
  return `<foramen-faq${attributesHtml(elementAttributes(options))}>\n${inner}\n</foramen-faq>`
}

/** Plain HTML: one paste where the questions should stand. */
export function htmlSnippet(options: SnippetOptions): string {
  return [
    ...(options.preload === true ? [preloadTag(options.documentUrl)] : []),
    scriptTag(options.script),
    elementHtml(options),
  ].join('\n')
}

/**
 * For a Custom HTML block, which brings its own comments: a second pair inside them would leave the
 * block empty. One line, because WordPress turns line ends into `<br>` in some places.
 */
export function wordpressSnippet(options: SnippetOptions): string {
  return htmlSnippet(options).replaceAll('\n', '')
}

/** A string in double quotes, as JavaScript and JSX expressions read it. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c')

/** Attributes whose JSX type is a number. */
const NUMBERS = ['heading-level', 'timeout']

/**
 * React 19: it lifts the script into the head once, however often the component is used. In `light`
 * mode the widget replaces the children of the element, so React gets them as one string that it
 * neither compares nor removes: outside the component, as one and the same object in each rendering,
 * so that it is not written again over the answers.
 */
export function reactSnippet(options: SnippetOptions): string {
  const {content, script, light = false} = options
  const attributes = Object.entries(elementAttributes({...options, fallback: 'link'}))
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => {
      if (value === true) return ` ${name}`
      return ` ${name}={${NUMBERS.includes(name) ? value : quoted(String(value))}}`
    })
  const integrity =
    script.integrity === undefined ? '' : `\n        integrity=${quoted(script.integrity)}`
  const element = light
    ? `<foramen-faq${attributes.join('')} suppressHydrationWarning dangerouslySetInnerHTML={fallback} />`
    : `<foramen-faq${attributes.join('')}>
        <a href={${quoted(content.url)}} lang={${quoted(content.lang)}} rel="noreferrer">{${quoted(content.title)}}</a>
      </foramen-faq>`
  const fallback = light ? `const fallback = {__html: ${quoted(linkHtml(content))}}\n\n` : ''
  return `${fallback}export function Faq() {
  return (
    <>
      <script
        async
        src={${quoted(script.url)}}${integrity}
        crossOrigin="anonymous"
        referrerPolicy="no-referrer"
      />
      ${element}
    </>
  )
}`
}

/**
 * Vue 3: the compiler must be told that the element is not a component. It would read two braces in a
 * title as an expression: `v-pre` stands on the link alone, so that listeners and bound attributes
 * can be added to the element.
 */
export function vueSnippet(options: SnippetOptions): string {
  const element = elementHtml({...options, fallback: 'link'}).replace('<a ', '<a v-pre ')
  return `<!-- index.html -->
${scriptTag(options.script)}

<!-- vite.config.js: vue({template: {compilerOptions: {isCustomElement: (tag) => tag === 'foramen-faq'}}}) -->
<template>
  ${element.replaceAll('\n', '')}
</template>`
}

/**
 * Astro: `is:inline` keeps the script's address and integrity as they are and the style sheet with
 * the answers, from which Astro would lift it; a brace in a text would begin an expression.
 */
export function astroSnippet(options: SnippetOptions): string {
  return htmlSnippet(options)
    .replace('<script', '<script is:inline')
    .replace(/<style>(.*?)<\/style>|[{}]/gs, (found, sheet?: string) => {
      if (sheet !== undefined) return `<style is:inline>${sheet}</style>`
      return found === '{' ? '&#123;' : '&#125;'
    })
}

/**
 * For sites that build their own script. A server that renders the page has no registry; a page may
 * hold the widget's own script as well.
 */
export const REGISTRATION = `/// <reference types="foramen/widget/jsx" />
import {FaqElement} from 'foramen/widget'

if (globalThis.customElements && !customElements.get('foramen-faq')) {
  customElements.define('foramen-faq', FaqElement)
}`

/**
 * What the embed page needs: its script, and links that open a page of their own with full rights.
 * Without `allow-same-origin` a frame from the page's own host has no more rights than any other.
 */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox'

/** For site builders that allow no script. */
export function iframeSnippet({
  content,
  embedUrl,
  height = DEFAULT_HEIGHT_PX,
}: EmbedOptions): string {
  return `<iframe${attributesHtml({
    src: embedUrl,
    title: content.title,
    lang: content.lang,
    width: '100%',
    height: String(height),
    loading: 'lazy',
    sandbox: SANDBOX,
    referrerpolicy: 'no-referrer',
    // Not a style, which a strict policy refuses and consumers of oEmbed strip.
    frameborder: '0',
  })}></iframe>`
}

export type SnippetKind = 'html' | 'wordpress' | 'react' | 'vue' | 'astro' | 'iframe'

/** Choices that not every snippet has a place for. */
export type SnippetChoice =
  'script' | 'fallback' | 'headingLevel' | 'open' | 'single' | 'light' | 'withStyle' | 'preload'

const ELEMENT_CHOICES: readonly SnippetChoice[] = [
  'script',
  'headingLevel',
  'open',
  'single',
  'light',
]

/** The choices that change a snippet of this kind; a form offers no others. */
export function choicesOf(kind: SnippetKind, fallback: Fallback): readonly SnippetChoice[] {
  if (kind === 'iframe') return []
  if (kind === 'react' || kind === 'vue') return ELEMENT_CHOICES
  return [
    // A shadow tree that is pasted stays one.
    ...ELEMENT_CHOICES.filter((choice) => choice !== 'light' || fallback !== 'shadow'),
    'fallback',
    'preload',
    ...(fallback === 'link' ? [] : (['withStyle'] as const)),
  ]
}

/** All snippets for one document and one set of choices. */
export function snippets(
  options: SnippetOptions & Pick<EmbedOptions, 'embedUrl' | 'height'>,
): Record<SnippetKind, string> {
  return {
    html: htmlSnippet(options),
    wordpress: wordpressSnippet(options),
    react: reactSnippet(options),
    vue: vueSnippet(options),
    astro: astroSnippet(options),
    iframe: iframeSnippet(options),
  }
}

/**
 * oEmbed answer of type `rich` for one document: a static file, found by a discovery link.
 * @see https://oembed.com/#section2.3
 */
export interface OEmbed {
  readonly version: '1.0'
  readonly type: 'rich'
  readonly title: string
  readonly provider_name: string
  readonly provider_url: string
  /** Seconds a consumer may keep the answer. */
  readonly cache_age: number
  readonly html: string
  readonly width: number
  readonly height: number
}

export function oembed(
  options: EmbedOptions & {provider: {name: string; url: string}; cacheSeconds?: number},
): OEmbed {
  const {content, provider, width = DEFAULT_WIDTH_PX, height = DEFAULT_HEIGHT_PX} = options
  return {
    version: '1.0',
    type: 'rich',
    title: content.title,
    provider_name: provider.name,
    provider_url: provider.url,
    cache_age: options.cacheSeconds ?? 86_400,
    html: iframeSnippet({...options, height}),
    width,
    height,
  }
}

/** Discovery link for the head of a page. */
export function oembedLink(oembedUrl: string, title: string): string {
  return `<link${attributesHtml({
    rel: 'alternate',
    type: 'application/json+oembed',
    href: oembedUrl,
    title,
  })}>`
}
