/** Plain template of an FAQ. */
export const FAQ_TEMPLATE = 'faq'
/** FAQ that starts with a link to the page it was created beside. */
export const FAQ_ABOUT_TEMPLATE = 'faq-about'
/** Procedure that starts with a link to the condition it was created beside. */
export const PROCEDURE_FOR_TEMPLATE = 'procedure-for'
/** Procedure that starts with the frame of an injection. */
export const INJECTION_TEMPLATE = 'procedure-injection'

/** Templates that need the page they are about, and so are offered beside that page only. */
export const LINKED_TEMPLATES: ReadonlySet<string> = new Set([
  FAQ_ABOUT_TEMPLATE,
  PROCEDURE_FOR_TEMPLATE,
])
