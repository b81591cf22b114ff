import type {AstroIntegration} from 'astro'

const NAME = 'foramen-publisher'

/** What a plain `astro build` was asked for. */
export interface PublishedBuild {
  /** Where the user wants the site. */
  readonly outDir: URL
  /** `site` of the configuration or `--site`. */
  readonly site: string | undefined
}

/**
 * Compiles the Astro app into a module that the publisher imports and asks for pages.
 * @param afterBuild what a plain `astro build` does next; the compiled app then goes to
 * `.foramen/app/astro`, because the folder that the user named is for the published site
 */
export function publisherAdapter(afterBuild?: (build: PublishedBuild) => Promise<void>) {
  let outDir: URL | undefined
  let site: string | undefined
  const integration: AstroIntegration = {
    name: NAME,
    hooks: {
      'astro:config:setup': ({command, config, updateConfig}) => {
        if (command !== 'build' || afterBuild === undefined) return
        outDir = config.outDir
        site = config.site
        const app = new URL('../.foramen/app/astro/', config.root)
        updateConfig({
          outDir: app,
          build: {client: new URL('client/', app), server: new URL('server/', app)},
        })
      },
      'astro:config:done': ({setAdapter}) =>
        setAdapter({
          name: NAME,
          serverEntrypoint: new URL('entry.ts', import.meta.url),
          entrypointResolution: 'auto',
          adapterFeatures: {buildOutput: 'server'},
          supportedAstroFeatures: {serverOutput: 'stable', sharpImageService: 'stable'},
        }),
      'astro:build:done': async () => {
        if (afterBuild !== undefined && outDir !== undefined) await afterBuild({outDir, site})
      },
    },
  }
  return integration
}
