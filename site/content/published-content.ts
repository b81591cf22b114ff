import type {WordsV1} from '../../schemas/api/v1/ledger.ts'
import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {Collection} from '../../schemas/api/v1/links.ts'
import type {ImageAsset} from '../../schemas/objects/figure.query.ts'
import type {SectionBlocks} from '../../schemas/projection/project-document.ts'
import type {DocumentOf, SiteContent} from './site-content.ts'
import type {FormerWidget, PublishedWidget} from './widgets.ts'

/** A public document ready to be written. */
export interface PublishedDocument {
  readonly collection: Collection
  readonly document: DocumentOf[Collection]
  /** The document as its file has it. */
  readonly json: string
  readonly sections: readonly SectionBlocks[]
  /** What its editors wrote, which tells an own change from that of a linked one. */
  readonly words: WordsV1
  /** Ids of the other documents of which it shows something. */
  readonly shows: readonly string[]
  readonly updatedAt: string
}

/** Everything of one locale. */
export interface LocaleContent {
  readonly site: SiteContent
  readonly documents: readonly PublishedDocument[]
  readonly widgets: readonly PublishedWidget[]
  /** What stands at the address of a widget document that has no answer left. */
  closedWidget(former: FormerWidget): PublishedWidget
  readonly tombstones: readonly {readonly collection: Collection; readonly body: TombstoneV1}[]
}

/** A whole publication, frozen. */
export interface PublishedContent {
  readonly baseUrl: string
  readonly locales: readonly LocaleContent[]
  readonly redirects: readonly {
    readonly from: string
    readonly to: string
    readonly permanent: boolean
  }[]
  /** By public path. */
  readonly images: ReadonlyMap<string, ImageAsset>
  /** Documents without a page, of which pages show something. */
  readonly parts: readonly {readonly id: string; readonly words: WordsV1}[]
  /** Greatest `_updatedAt`. */
  readonly corpusTime: string
  /** The same, or that of the last publication where it is greater: the only "now" of files. */
  readonly time: string
}
