import {ClockIcon} from '@sanity/icons/Clock'
import {CalendarIcon} from '@sanity/icons/Calendar'
import {DocumentRemoveIcon} from '@sanity/icons/DocumentRemove'
import {EditIcon} from '@sanity/icons/Edit'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LinkRemovedIcon} from '@sanity/icons/LinkRemoved'
import {SplitVerticalIcon} from '@sanity/icons/SplitVertical'
import {DoubleQuoteIcon} from '@sanity/icons/DoubleQuote'
import type {ComponentType} from 'react'

/** Icons by the id of a working list. */
export const workListIcons: Readonly<Record<string, ComponentType>> = {
  overdue: ClockIcon,
  'due-soon': CalendarIcon,
  'never-reviewed': EyeClosedIcon,
  'missing-sources': DoubleQuoteIcon,
  contested: SplitVerticalIcon,
  drafts: EditIcon,
  orphans: LinkRemovedIcon,
  withdrawn: DocumentRemoveIcon,
}
