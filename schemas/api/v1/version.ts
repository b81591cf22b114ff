/** Version of the published contract (semver). The one place; the changelog has an entry for it. */
export const API_VERSION = '1.0.0'
