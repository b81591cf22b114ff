/** Which parameters of an image's address change the image. */

const TRANSFORMING = [
  'w',
  'h',
  'fit',
  'fm',
  'q',
  'rect',
  'blur',
  'flip',
  'or',
  'auto',
  'dpr',
  'bg',
  'max-w',
  'max-h',
  'min-w',
  'min-h',
  'crop',
]

/** Whether an image is asked for in another form than it was uploaded in. */
export function asksForTransform(params: URLSearchParams): boolean {
  return TRANSFORMING.some((name) => params.has(name))
}
