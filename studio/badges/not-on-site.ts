import {useEffect, useState} from 'react'
import type {DocumentBadgeComponent} from 'sanity'
import {publishedUrl} from '../preview-addresses.ts'

/** What the site is built from: `contentTime` is the time of its newest document. */
const BUILD_FILE = '/api/v1/build.json'
/** A publication takes seconds here and minutes on a host that builds; below that nothing is said. */
const PATIENCE = 60_000
const INTERVAL = 20_000
/** Studio stamps a change that it hears of by itself, some time after the lake did. Milliseconds. */
const TOLERANCE = 5_000

/** What the site said last. */
interface Look {
  /** Time of its newest document; undefined where it could not be reached. */
  readonly contentTime: string | undefined
  /** Milliseconds since 1970. */
  readonly at: number
}

function useLook(isWanted: boolean): Look | undefined {
  const [last, setLast] = useState<Look>()
  useEffect(() => {
    if (!isWanted) return undefined
    const aborter = new AbortController()
    const look = async () => {
      const contentTime = await contentTimeOf(publishedUrl(BUILD_FILE), aborter.signal)
      if (!aborter.signal.aborted) setLast({contentTime, at: Date.now()})
    }
    void look()
    const timer = setInterval(() => void look(), INTERVAL)
    return () => {
      aborter.abort()
      clearInterval(timer)
    }
  }, [isWanted])
  return last
}

async function contentTimeOf(address: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(address, {signal, cache: 'no-store'})
    const build: unknown = response.ok ? await response.json() : undefined
    if (typeof build !== 'object' || build === null || !('contentTime' in build)) return undefined
    return typeof build.contentTime === 'string' ? build.contentTime : undefined
  } catch {
    // A Studio without its site has nothing to say about it.
    return undefined
  }
}

/**
 * Whether the site is older than a published document.
 *
 * @param updatedAt when the document was published
 * @param contentTime newest document that the site was built from
 * @param now milliseconds since 1970
 */
export function isBehind(updatedAt: string, contentTime: string | undefined, now: number): boolean {
  if (contentTime === undefined) return false
  const published = Date.parse(updatedAt)
  return Date.parse(contentTime) + TOLERANCE < published && now - published > PATIENCE
}

/** Says that readers do not have the published document yet: otherwise nobody would notice. */
export const NotOnSiteBadge: DocumentBadgeComponent = ({published}) => {
  const last = useLook(published !== null)
  if (published === null || last === undefined) return null
  if (!isBehind(published._updatedAt, last.contentTime, last.at)) return null
  return {
    label: 'Not on the site yet',
    title:
      'Published here, but readers still get an older state. If this stays, another document may stop the site: ask whoever runs it for the messages of the publisher.',
    color: 'danger',
  }
}
