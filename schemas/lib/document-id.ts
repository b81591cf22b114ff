const DRAFT = /^(?:drafts\.|versions\.[^.]+\.)/

/** The id under which a draft (`drafts.<id>`) or version (`versions.<release>.<id>`) is published. */
export function publishedId(id: string): string {
  return id.replace(DRAFT, '')
}

/** Whether it is the id of a draft or of a version in a release. */
export function isDraftId(id: string): boolean {
  return DRAFT.test(id)
}
