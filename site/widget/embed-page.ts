import {createHash} from 'node:crypto'
import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {escapeHtml} from '../../schemas/lib/escape-html.ts'
import {attributesHtml, renderStatic} from './snapshot.ts'
import {oembedLink, scriptTag, type SnippetScript} from './snippet.ts'
import {STYLE} from './style.ts'

export interface EmbedPageOptions {
  readonly content: WidgetDocumentV1
  /** Absolute address of the widget document. */
  readonly documentUrl: string
  readonly script: SnippetScript
  readonly oembedUrl: string
}

const PAGE_STYLE = `:root{color-scheme:light dark}body{margin:1rem;font:1rem/1.5 system-ui,sans-serif}h1{font-size:1.25rem}${STYLE}`

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

/**
 * The page behind the iframe snippet: the questions alone, readable without script, closed to
 * everything but this site's own widget by a policy in the page itself (static hosts send none).
 * Links open a page of their own: frames are more often allowed that than to replace the page they
 * stand in. Not for search engines: the source page is.
 */
export function renderEmbedPage(options: EmbedPageOptions): string {
  const {content, documentUrl, script, oembedUrl} = options
  const origin = new URL(documentUrl).origin
  const policy = [
    "default-src 'none'",
    `script-src ${new URL(script.url).origin}`,
    `connect-src ${origin}`,
    `style-src 'sha256-${sha256(PAGE_STYLE)}'`,
    "base-uri 'self'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  // No `rev`: the script draws the answers once more and adds the button that opens all of them,
  // which HTML for readers without script has no use for.
  const element = attributesHtml({src: documentUrl, light: true, 'heading-level': '2'})
  return `<!doctype html>
<html${attributesHtml({lang: content.lang, dir: content.dir})}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<base target="_blank">
<title>${escapeHtml(content.title)}</title>
<link${attributesHtml({rel: 'canonical', href: content.url})}>
${oembedLink(oembedUrl, content.title)}
<style>${PAGE_STYLE}</style>
${scriptTag(script)}
</head>
<body>
<main>
<h1>${escapeHtml(content.title)}</h1>
<foramen-faq${element}>
${renderStatic(content, {headingLevel: 2})}
</foramen-faq>
</main>
</body>
</html>
`
}
