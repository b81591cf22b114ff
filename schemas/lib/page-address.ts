/** Sites lead from one of these to the other, and from http to https. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '')
}

/** Path of the page that a host may take an address for, however it is spelled: `/en/old-name/`. */
export function pageIn(url: string): string {
  return `${decoded(new URL(url).pathname)}/`
    .toLowerCase()
    .replace(/\/index\.html\/$/, '/')
    .replaceAll(/\/+/g, '/')
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
