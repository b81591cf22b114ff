import {type ClientConfig, createClient} from '@sanity/client'

/**
 * Makes the clients of a Studio on the embedded lake.
 *
 * A browser opens at most six HTTP/1.1 connections to a host name, and an open document holds six
 * event streams, so a seventh request would wait for ever. Each stream therefore gets a host name
 * of its own below `.localhost`, which browsers resolve to this machine. Sanity's cloud needs none
 * of this: it speaks HTTP/2.
 *
 * @param lakeUrl origin of the lake, for example `http://localhost:4000`
 */
export function lakeClientFactory(lakeUrl: string) {
  let streams = 0
  const tab = Math.random().toString(36).slice(2, 8)
  const fetchWithOwnHost: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (/\/data\/(listen|live\/events)\//.test(url.pathname)) {
      streams += 1
      url.hostname = `s${streams}-${tab}.localhost`
    }
    return fetch(url, init)
  }
  return (config: ClientConfig) =>
    createClient({
      ...config,
      apiHost: lakeUrl,
      useCdn: false,
      resolveFetch: () => fetchWithOwnHost,
    })
}
