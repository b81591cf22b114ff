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
  /** Digest of the document as editors wrote it: tells an own change from that of a linked one. */
  readonly sourceDigest: string
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
  /** Greatest `_updatedAt`: the only "now" that files may speak of. */
  readonly corpusTime: string
}
