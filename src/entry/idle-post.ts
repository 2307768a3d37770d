/** What the runner passes from a step to its post step if the post step has nothing to do. */
export const idlePost = 'idle-post'

/**
 * Whether this post step has nothing to do. Without `@actions/core`, because loading it takes most of the time of such a
 * step.
 */
export function isIdlePost(): boolean {
  return process.env[`STATE_${idlePost}`] === 'true'
}
