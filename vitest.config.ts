import {defineConfig} from 'vitest/config'

/**
 * Browser tests share two cores with Studio and the lake, so one file runs at a time there, and only
 * after the tests that need no browser.
 */
export default defineConfig({
  test: {
    globalSetup: 'test/temporary-folder.ts',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.firefox.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          fileParallelism: false,
          sequence: {groupOrder: 1},
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'firefox',
          include: ['test/**/*.firefox.test.ts'],
          fileParallelism: false,
          sequence: {groupOrder: 2},
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
