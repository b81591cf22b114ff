import {createApp} from 'astro/app/entrypoint'

/** Server entry of the compiled app: pages in one piece, since files are written whole. */
export const app = createApp({streaming: false})
