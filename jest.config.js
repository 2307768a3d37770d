export default {
  // Container and volume names are fixed for a daemon, so the tests take turns.
  maxWorkers: 1,
  // Against hanging alone: real daemons and disks on a busy machine take their time.
  testTimeout: 120_000,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/__tests__/strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.tools/'],
}
