/**
 * The widget's style sheet. It is constructed in the browser, so a page needs no `style-src`; only
 * those who want a snapshot to look finished before the script runs paste it as text.
 *
 * One sheet serves the shadow tree (`:host`) and `light` mode (`foramen-faq`). It stands in a layer,
 * so that any rule of the embedding page that is in none wins in `light` mode. The bundler joins the
 * lines, hence no white space to spare in them.
 */
export const STYLE =
  '@layer faq{foramen-faq:not([hidden]),:host(:not([hidden])){' +
  'overflow-wrap:anywhere;white-space:normal;display:block;' +
  'details,[part=about]{border-top:1px solid var(--faq-line,gray)}' +
  // Room for a sticky header above an item that was opened by its address.
  'details{scroll-margin-top:var(--faq-scroll,1rem)}' +
  'summary{display:flex;gap:1em;padding:var(--faq-gap,1em) 0;cursor:pointer}' +
  // The empty alternative text keeps the sign out of the question's name.
  'summary::after{content:"+"/"";margin-inline-start:auto;color:var(--faq-accent)}' +
  '[open]>summary::after{content:"\u2013"/""}' +
  '[part=heading]{margin:0;font-size:1em}' +
  // Inherited, because a page's text colour is readable on its background and UA blue may not be.
  'a{color:var(--faq-accent,inherit)}' +
  '[part=emergency],[part=answer] div{border-inline-start:4px solid;padding-inline-start:1em}' +
  'button{font:inherit;padding:.5em 1em;margin-bottom:1em}' +
  // Closed answers are printed too: a sheet of paper cannot be clicked.
  '@media print{details::details-content{content-visibility:visible;block-size:auto}button{display:none}}' +
  '}}'
