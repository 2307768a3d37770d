import type { RunnerWish } from './wish.ts'

type Machine = Pick<RunnerWish, 'size' | 'arch' | 'osVersion'>

/** GitHub's own: `ubuntu-latest`, `ubuntu-24.04`, `ubuntu-22.04`, the last two with `-arm`; or a larger runner's label. */
export function githubLabel({ size, arch, osVersion }: Machine): string {
  if (size !== '') return size
  if (arch !== 'arm64') return `ubuntu-${osVersion ?? 'latest'}`
  // There is no ubuntu-latest-arm.
  return `ubuntu-${osVersion === '22.04' ? '22.04' : '24.04'}-arm`
}

/**
 * Depot's: `depot-ubuntu-<22.04|24.04|latest>[-arm][-<4|8|16|32|64>]`, with `,dagger=<version>` where an engine
 * beside the runner is wanted. It must stand alone in `runs-on`.
 */
export function depotLabel({ size, arch, osVersion }: Machine, engine: string | undefined): string {
  const label = ['depot', 'ubuntu', osVersion ?? 'latest']
  if (arch === 'arm64') label.push('arm')
  if (size !== '') label.push(size)
  return engine === undefined ? label.join('-') : `${label.join('-')},dagger=${engine}`
}

/**
 * A runner scale set's, as telchak/terraform-dagger-runners v0.1.0 makes them (main.tf, exact_sets and on):
 * `dagger-v0.20.3`, `dagger-v0.20` or `dagger-latest`, each with `-<size>` where one is wished for.
 *
 * @param version a full version without `v`
 */
export function kubernetesLabel(size: string, version: string, pin: 'exact' | 'minor' | 'latest'): string {
  const engine = {
    exact: `v${version}`,
    minor: `v${version.split('.').slice(0, 2).join('.')}`,
    latest: 'latest',
  }[pin]
  return size === '' ? `dagger-${engine}` : `dagger-${engine}-${size}`
}
