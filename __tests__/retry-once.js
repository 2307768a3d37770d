import { jest } from '@jest/globals'

// Real daemons, disks and networks on a machine with other work fail now and then. A test that is broken fails twice.
// The log shows the first failure.
jest.retryTimes(1, { logErrorsBeforeRetry: true })
