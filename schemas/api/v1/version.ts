/** Version of the published contract (semver). Each has an entry in CHANGELOG.md and a folder in frozen/. */
export const CONTRACT_VERSION = '1.0.0'

/**
 * Whether code outside this repository relies on API v1. Until then `npm run release:contract`
 * freezes the newest version anew when the contract changed; from then on it refuses to.
 */
export const IS_CONTRACT_PUBLIC: boolean = false
