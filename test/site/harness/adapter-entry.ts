import {createApp} from 'astro/app/entrypoint'

/** Server entry of the app under test: pages in one piece, as the publisher renders them. */
export const app = createApp({streaming: false})
