/// <reference types="astro/client" />
import type {PageLocals} from '../content/site-content.ts'

declare global {
  namespace App {
    /** What the publisher (or the draft preview) hands to every page. */
    interface Locals extends PageLocals {}
  }
}
