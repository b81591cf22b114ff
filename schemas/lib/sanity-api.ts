/**
 * Date of Sanity's API that every query of ours is written for: the first whose default perspective
 * is `published`.
 */
export const SANITY_API_VERSION = '2025-02-19'
