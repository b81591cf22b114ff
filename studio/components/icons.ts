import {BoltIcon} from '@sanity/icons/Bolt'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {HeartIcon} from '@sanity/icons/Heart'
import {TranslateIcon} from '@sanity/icons/Translate'
import {SplitVerticalIcon} from '@sanity/icons/SplitVertical'
import {InfoOutlineIcon} from '@sanity/icons/InfoOutline'
import {BellIcon} from '@sanity/icons/Bell'
import {EditIcon} from '@sanity/icons/Edit'
import {DoubleQuoteIcon} from '@sanity/icons/DoubleQuote'
import {ThumbsUpIcon} from '@sanity/icons/ThumbsUp'
import {HashIcon} from '@sanity/icons/Hash'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {BarChartIcon} from '@sanity/icons/BarChart'
import {ImageIcon} from '@sanity/icons/Image'
import {CheckmarkIcon} from '@sanity/icons/Checkmark'
import {LinkIcon} from '@sanity/icons/Link'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {TrendUpwardIcon} from '@sanity/icons/TrendUpward'
import {PlayIcon} from '@sanity/icons/Play'
import {DotIcon} from '@sanity/icons/Dot'
import {TextIcon} from '@sanity/icons/Text'
import type {ComponentType} from 'react'

/** Icons of the objects in lists and previews; document types bring their own. */
export const objectIcons: Readonly<Record<string, ComponentType>> = {
  alternativeCare: SplitVerticalIcon,
  alternativeProcedure: BoltIcon,
  callout: InfoOutlineIcon,
  careCard: BellIcon,
  changeNote: EditIcon,
  citation: DoubleQuoteIcon,
  claim: ThumbsUpIcon,
  codedId: HashIcon,
  contraindication: CloseCircleIcon,
  evidenceStatement: BarChartIcon,
  figure: ImageIcon,
  glossaryMark: TranslateIcon,
  guidanceLink: EyeOpenIcon,
  instruction: CheckmarkIcon,
  internalLink: LinkIcon,
  link: EarthGlobeIcon,
  risk: WarningOutlineIcon,
  riskFactor: TrendUpwardIcon,
  safetyNotice: BellIcon,
  step: PlayIcon,
  symptom: DotIcon,
  topicSection: TextIcon,
  treatsLink: HeartIcon,
}
