/// <reference types="astro/client" />

declare namespace App {
  /** What the publisher (or the development middleware) hands to every page. */
  interface Locals {
    content: import('../content/site-content.ts').SiteContent
    page: import('../content/site-content.ts').PageV1
  }
}
