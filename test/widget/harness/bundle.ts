import {fileURLToPath} from 'node:url'
import {build} from 'rolldown'

/** One script for the browser, made of a TSX module whose text is given. */
export async function bundled(code: string): Promise<string> {
  // A name inside the tree, so that the packages it imports are found.
  const name = fileURLToPath(new URL('example.tsx', import.meta.url))
  const {output} = await build({
    input: name,
    plugins: [
      {
        name: 'example',
        resolveId: (id) => (id === name ? id : null),
        load: (id) => (id === name ? code : null),
      },
    ],
    platform: 'browser',
    transform: {define: {'process.env.NODE_ENV': '"production"'}},
    output: {format: 'iife'},
    write: false,
    logLevel: 'silent',
  })
  return output[0].code
}
