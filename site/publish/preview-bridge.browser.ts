import {createNode, createNodeMachine} from '@sanity/comlink'
import {
  createCompatibilityActors,
  type VisualEditingControllerMsg,
  type VisualEditingNodeMsg,
} from '@sanity/presentation-comlink'
import {CHANGES_PATH} from './preview-paths.ts'

/**
 * Runs in draft previews only: shows the page anew when a draft changes, and inside Studio's
 * Preview tool tells it which page is shown, so that the form beside it follows.
 * @see https://github.com/sanity-io/comlink
 */

/** Several keystrokes make one refresh. Milliseconds. */
const SETTLE_MS = 250

const studio = createNode<VisualEditingNodeMsg, VisualEditingControllerMsg>(
  {name: 'visual-editing', connectTo: 'presentation'},
  createNodeMachine<VisualEditingNodeMsg, VisualEditingControllerMsg>().provide({
    actors: createCompatibilityActors<VisualEditingNodeMsg>(),
  }),
)

studio.on('presentation/navigate', ({url}) => {
  const target = new URL(url, location.href)
  if (target.origin === location.origin && target.href !== location.href) location.assign(target)
})

/**
 * Puts the draft as it is now in place of what is shown. Loading the page anew instead would lose
 * the reader's place, and every change until Studio has found the new page again.
 */
async function show() {
  const response = await fetch(location.href, {cache: 'no-store'})
  if (!response.headers.get('content-type')?.startsWith('text/html')) return location.reload()
  const next = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (next.body.isEqualNode(document.body)) return
  document.title = next.title
  document.body.replaceWith(next.body)
}

let refresh: ReturnType<typeof setTimeout> | undefined
function showSoon() {
  clearTimeout(refresh)
  // When the site does not answer, the page keeps what it shows until the next change.
  refresh = setTimeout(() => void show().catch(() => undefined), SETTLE_MS)
}

// Asked by the reload button of the Preview tool.
studio.on('presentation/refresh', showSoon)

// Studio's own watcher of the draft starts later than the page and would lose the first changes.
new EventSource(`/preview${CHANGES_PATH}`).addEventListener('message', showSoon)

studio.onStatus(() => {
  studio.post('visual-editing/navigate', {
    type: 'replace',
    title: document.title,
    url: `${location.pathname}${location.search}`,
  })
}, 'connected')

studio.start()
