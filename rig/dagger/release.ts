/** The release that this CLI stands in for, with its `v`; `buildCli` replaces the value. */
export const release: string = process.env.STANDIN_DAGGER_VERSION ?? 'v0.0.0'

/** Whether the release is `minor` or a later one, by major and minor version alone: `isFrom('1.0')`. */
export function isFrom(minor: string): boolean {
  const [major = 0, second = 0] = release.replace(/^v/, '').split('.').map(Number.parseFloat)
  const [wantedMajor = 0, wantedSecond = 0] = minor.split('.').map(Number)
  return major > wantedMajor || (major === wantedMajor && second >= wantedSecond)
}
