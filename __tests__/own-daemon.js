// Jest's environment of the integration tests: the worker's own Docker daemon, and a folder for temporary files whose
// mounts and loop devices go with the daemon.
import { TestEnvironment } from 'jest-environment-node'
import { join } from 'node:path'
import process from 'node:process'

export default class OwnDaemon extends TestEnvironment {
  constructor(...args) {
    const folder = join(process.env.WARM_DAGGER_TEST_FOLDER, process.env.JEST_WORKER_ID)
    process.env.DOCKER_HOST = `unix://${folder}/docker.sock`
    process.env.TMPDIR = join(folder, 'tmp')
    super(...args)
  }
}
