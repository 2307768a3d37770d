export default {
  // Container and volume names are fixed for a daemon, so the tests take turns.
  maxWorkers: 1,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/__tests__/strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/', '<rootDir>/.tools/'],
}
