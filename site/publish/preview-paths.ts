/** Below `/preview`: the script that joins a draft page to Studio's Preview tool. */
export const BRIDGE_PATH = '/bridge.js'

/** Below `/preview`: server-sent events, one when listening begins and one for every change. */
export const CHANGES_PATH = '/changes'
