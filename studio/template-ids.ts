/** Plain template of an FAQ. */
export const FAQ_TEMPLATE = 'faq'
/** FAQ that starts with a link to the page it was created beside. */
export const FAQ_ABOUT_TEMPLATE = 'faq-about'
/** Procedure that starts with the frame of an injection. */
export const INJECTION_TEMPLATE = 'procedure-injection'
