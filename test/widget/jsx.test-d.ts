import type {FaqAttributes} from 'foramen/widget/jsx'
import type {ComponentProps} from 'react'

/** What a React developer's compiler accepts on the element, and what it refuses. */

type Props = ComponentProps<'foramen-faq'>

export const accepted: Props & FaqAttributes = {
  src: 'https://content.example/api/v1/en/widgets/procedures/nerve-block.json',
  light: true,
  single: true,
  open: 'first',
  'heading-level': 2,
  timeout: 5000,
  'onfaq-load': ({detail}) => detail.count.toFixed(),
  'onfaq-error': ({detail}) => detail.why satisfies 'network' | 'timeout' | 'http' | 'data',
}

// @ts-expect-error -- there is no heading of level 9
export const wrongLevel: Props = {'heading-level': 9}
// @ts-expect-error -- `second` opens nothing
export const wrongOpen: Props = {open: 'second'}
// @ts-expect-error -- the event has no such field
export const wrongField: Props = {'onfaq-toggle': ({detail}) => detail.title}
