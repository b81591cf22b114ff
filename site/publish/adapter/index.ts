import type {AstroIntegration} from 'astro'

const NAME = 'foramen-publisher'

/**
 * Compiles the Astro app into a module that the publisher imports and asks for pages. With
 * `afterBuild` a plain `astro build` publishes too, as Astro's users expect.
 */
export function publisherAdapter(options: {readonly afterBuild?: () => Promise<void>} = {}) {
  const integration: AstroIntegration = {
    name: NAME,
    hooks: {
      'astro:config:done': ({setAdapter}) =>
        setAdapter({
          name: NAME,
          serverEntrypoint: new URL('entry.ts', import.meta.url),
          entrypointResolution: 'auto',
          adapterFeatures: {buildOutput: 'server'},
          supportedAstroFeatures: {serverOutput: 'stable', sharpImageService: 'stable'},
        }),
      'astro:build:done': async () => options.afterBuild?.(),
    },
  }
  return integration
}
