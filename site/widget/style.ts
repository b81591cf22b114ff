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
  'overflow-wrap:anywhere;display:block;white-space:normal;' +
  // The heading, which pushes the sign to the end of the line.
  'summary *{flex:1;font-size:1em;margin:0}' +
  // Room for a sticky header above an item that was opened by its address.
  'details,[part=about]{border-top:1px solid var(--faq-line,gray);scroll-margin-top:var(--faq-scroll,1em)}' +
  'summary{gap:1em;cursor:pointer;display:flex;padding:var(--faq-gap,1em) 0}' +
  // The line above all, and callouts.
  'details div div,[part=emergency]{border-inline-start:4px solid;padding-inline-start:1em}' +
  'button{font:inherit;padding:.5em 1em;margin-bottom:1em}' +
  // Inherited, because a page's text colour is readable on its background and UA blue may not be.
  'a,summary::after{color:var(--faq-accent,inherit)}' +
  // Closed answers are printed too: a sheet of paper cannot be clicked.
  '@media print{::details-content{block-size:auto;content-visibility:visible}button{display:none}}' +
  // The empty alternative text keeps the sign out of the question's name.
  'summary::after{content:"+"/""}' +
  '[open]>summary::after{content:"\u2013"/""}' +
  '}}'
