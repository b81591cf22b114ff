import {defineConfig} from 'astro/config'
import {publisherAdapter} from './publish/adapter/index.ts'
import {publishAfterBuild} from './publish/astro.ts'

/**
 * The app is compiled once, in server mode, and rendered by `site/publish` with the content of each
 * publication. Nothing is prerendered here, so no page can hold content of an earlier compile. A
 * plain `astro build` publishes when it has compiled, into `outDir`.
 */
export default defineConfig({
  outDir: '../dist',
  adapter: publisherAdapter(publishAfterBuild),
  output: 'server',
  trailingSlash: 'always',
  // Lossless: the default drops spaces between words of neighbouring lines.
  compressHTML: true,
  scopedStyleStrategy: 'where',
  devToolbar: {enabled: false},
  build: {inlineStylesheets: 'always'},
  // There is no Markdown, and the highlighter's inline styles would not pass the policy below.
  markdown: {syntaxHighlight: false},
  security: {
    csp: {
      scriptDirective: {resources: ["'none'"]},
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
      ],
    },
  },
})
