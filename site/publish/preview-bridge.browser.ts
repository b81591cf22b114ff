import {createNode, createNodeMachine} from '@sanity/comlink'
import {
  createCompatibilityActors,
  type VisualEditingControllerMsg,
  type VisualEditingNodeMsg,
} from '@sanity/presentation-comlink'

/**
 * Runs in draft previews only, inside Studio's Preview tool: tells it which page is shown, so that
 * the form beside it follows, and shows the page anew when the draft changes.
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

let refresh: ReturnType<typeof setTimeout> | undefined
studio.on('presentation/refresh', () => {
  clearTimeout(refresh)
  refresh = setTimeout(() => location.reload(), SETTLE_MS)
})

studio.onStatus(() => {
  studio.post('visual-editing/navigate', {
    type: 'replace',
    title: document.title,
    url: `${location.pathname}${location.search}`,
  })
}, 'connected')

studio.start()
