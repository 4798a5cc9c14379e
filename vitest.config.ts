import { defineConfig } from 'vitest/config'

const cli = 'packages/cli/{src,test}/**/*.test.ts'

export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'cli', include: [cli], globalSetup: ['packages/cli/test/bundled.ts'] } },
      {
        extends: true,
        test: {
          name: 'others',
          include: ['packages/*/{src,test}/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: ['**/node_modules/**', cli],
        },
      },
    ],
  },
})
