import {ArrowRightIcon} from '@sanity/icons/ArrowRight'
import {BoltIcon} from '@sanity/icons/Bolt'
import {BookIcon} from '@sanity/icons/Book'
import {CogIcon} from '@sanity/icons/Cog'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {HeartIcon} from '@sanity/icons/Heart'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {TagIcon} from '@sanity/icons/Tag'
import {TranslateIcon} from '@sanity/icons/Translate'
import {UsersIcon} from '@sanity/icons/Users'
import type {ComponentType} from 'react'

/** Icon of each document type; a type without one gets Sanity's plain document. */
export const typeIcons: Readonly<Record<string, ComponentType>> = {
  procedure: BoltIcon,
  technique: EyeOpenIcon,
  condition: HeartIcon,
  faq: HelpCircleIcon,
  topic: TagIcon,
  source: BookIcon,
  contributor: UsersIcon,
  glossaryTerm: TranslateIcon,
  siteSettings: CogIcon,
  redirect: ArrowRightIcon,
}
