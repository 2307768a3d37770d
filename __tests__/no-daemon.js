// Jest's environment of tests that need no Docker: whatever they start reaches no daemon, not even the machine's.
import { TestEnvironment } from 'jest-environment-node'
import process from 'node:process'

export default class NoDaemon extends TestEnvironment {
  constructor(...args) {
    process.env.DOCKER_HOST = 'unix:///nonexistent/docker.sock'
    super(...args)
  }
}
