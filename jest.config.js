const everywhere = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/__tests__/strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.tools/'],
}

/** Integration tests that need neither Docker nor a disk, so that they can run beside the others. */
const services = [
  'examples/diagrams',
  'job/run-cli',
  'job/run-command',
  'rig/cache-service/service',
  'store/actions-toolkit',
  'store/actions-v2',
  'store/official-client',
  'summary/summary-page',
].map((name) => `<rootDir>/__tests__/${name}.itg.test.ts`)

export default {
  // More than cores, because a job waits for disks and containers half of the time.
  maxWorkers: 4,
  // Only against hanging: real daemons and disks on a busy machine take their time.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/__tests__/longest-first.js',
  projects: [
    {
      ...everywhere,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.itg\\.test\\.ts$'],
    },
    {
      ...everywhere,
      displayName: 'services',
      testMatch: services,
      testEnvironment: '<rootDir>/__tests__/no-daemon.js',
      setupFilesAfterEnv: ['<rootDir>/__tests__/retry-once.js'],
    },
    {
      ...everywhere,
      displayName: 'integration',
      testMatch: ['<rootDir>/__tests__/**/*.itg.test.ts'],
      testPathIgnorePatterns: services,
      // A Docker daemon for each worker, and none of the machine's.
      globalSetup: '<rootDir>/__tests__/start-daemons.js',
      globalTeardown: '<rootDir>/__tests__/remove-daemons.js',
      testEnvironment: '<rootDir>/__tests__/own-daemon.js',
      setupFilesAfterEnv: ['<rootDir>/__tests__/retry-once.js'],
    },
  ],
}
