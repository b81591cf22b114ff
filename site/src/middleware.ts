import {defineMiddleware} from 'astro:middleware'

/**
 * Refuses to render without content, and closes the script policy: Astro always allows the scripts
 * of its own islands by their hashes, but the reading pages have none and the tool pages load only
 * files of this site.
 */
export const onRequest = defineMiddleware(async ({locals, url}, next) => {
  if (locals.content === undefined || locals.page === undefined) {
    throw new Error(
      `[site] ${url.pathname} was asked for without content: pages are rendered by site/publish, which hands it over in locals`,
    )
  }
  const response = await next()
  const policy = response.headers.get('content-security-policy')
  if (policy !== null) {
    response.headers.set(
      'content-security-policy',
      policy.replace(/script-src ([^;]*);/, (_, sources: string) =>
        sources.split(' ').includes("'self'") ? "script-src 'self';" : "script-src 'none';",
      ),
    )
  }
  return response
})
