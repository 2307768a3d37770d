import type { RunnerRequest } from './request.ts'

type Machine = Pick<RunnerRequest, 'size' | 'arch' | 'osVersion'>

/** GitHub's labels: `ubuntu-latest`, `ubuntu-24.04` or `ubuntu-24.04-arm`; or the label of a larger runner. */
export function githubLabel({ size, arch, osVersion }: Machine): string {
  if (size !== '') return size
  if (arch !== 'arm64') return `ubuntu-${osVersion ?? 'latest'}`
  // GitHub has no label ubuntu-latest-arm.
  return `ubuntu-${numbered(osVersion)}-arm`
}

/**
 * Depot's labels: `depot-ubuntu-<24.04|latest>[-arm][-<4|8|16|32|64>]`, with `,dagger=<version>` for an engine
 * next to the runner. The label must be the only one in `runs-on`.
 */
export function depotLabel({ size, arch, osVersion }: Machine, engine: string | undefined): string {
  const label = ['depot', 'ubuntu', osVersion ?? 'latest']
  if (arch === 'arm64') label.push('arm')
  if (size !== '') label.push(size)
  return engine === undefined ? label.join('-') : `${label.join('-')},dagger=${engine}`
}

/**
 * Namespace's labels: `nscloud-ubuntu-<24.04>-<amd64|arm64>[-<vCPUs>x<GB>]`.
 *
 * Source: namespace.so/docs/reference/github-actions/runner-configuration, "Machine Label", read 2026-11-25.
 */
export function namespaceLabel({ size, arch, osVersion }: Machine): string {
  const label = `nscloud-ubuntu-${numbered(osVersion)}-${arch ?? 'amd64'}`
  return size === '' ? label : `${label}-${size}`
}

/**
 * Blacksmith's labels: `blacksmith-<vCPUs>vcpu-ubuntu-<2404>[-arm]`.
 *
 * Source: docs.blacksmith.sh/github-actions-runners/pricing, the tables of runners, read 2026-11-25.
 */
export function blacksmithLabel({ size, arch, osVersion }: Machine): string {
  const label = `blacksmith-${size || '2'}vcpu-ubuntu-${digits(numbered(osVersion))}`
  return arch === 'arm64' ? `${label}-arm` : label
}

/**
 * RunsOn's labels: `runs-on=<run ID>/runner=<vCPUs>cpu-linux-<x64|arm64>[/image=ubuntu<24>-full-<x64|arm64>]`. The
 * run ID keeps runs from taking each other's machines.
 *
 * Source: runs-on.com/docs/runners/labels, "Flex", read 2026-11-25.
 */
export function runsOnLabel({ size, arch, osVersion }: Machine, runId: string): string {
  const processor = arch === 'arm64' ? 'arm64' : 'x64'
  const label = `runs-on=${runId}/runner=${size || '2'}cpu-linux-${processor}`
  if (osVersion === undefined || osVersion === 'latest') return label
  return `${label}/image=ubuntu${osVersion.replace(/\.04$/, '').replace('.', '')}-full-${processor}`
}

/**
 * WarpBuild's labels: `warp-ubuntu-<latest|2404>-<x64|arm64>-<vCPUs>x`.
 *
 * Source: docs.warpbuild.com/runners, the tables of runner tags, read 2026-11-25.
 */
export function warpbuildLabel({ size, arch, osVersion }: Machine): string {
  const processor = arch === 'arm64' ? 'arm64' : 'x64'
  return `warp-ubuntu-${digits(osVersion ?? 'latest')}-${processor}-${size || '2'}x`
}

/**
 * Ubicloud's labels: `ubicloud-standard-<vCPUs>[-arm][-ubuntu-<2404>]`.
 *
 * Source: www.ubicloud.com/docs/github-actions-integration/runner-types, "Available Labels", read 2026-11-25.
 */
export function ubicloudLabel({ size, arch, osVersion }: Machine): string {
  const label = ['ubicloud-standard', size || '2']
  if (arch === 'arm64') label.push('arm')
  if (osVersion !== undefined && osVersion !== 'latest') label.push('ubuntu', digits(osVersion))
  return label.join('-')
}

/** For providers without a `latest` label: the version that GitHub's `latest` refers to. */
function numbered(osVersion: string | undefined): string {
  return osVersion === undefined || osVersion === 'latest' ? '24.04' : osVersion
}

function digits(osVersion: string): string {
  return osVersion.replace('.', '')
}

/**
 * The labels of runner scale sets, as telchak/terraform-dagger-runners v0.1.0 creates them (main.tf, from
 * exact_sets on): `dagger-v0.20.3`, `dagger-v0.20` or `dagger-latest`, each with `-<size>` if a size is requested.
 *
 * @param prefix `dagger`, unless the scale sets have other names
 * @param version a full version without `v`
 */
export function kubernetesLabel(
  prefix: string,
  size: string,
  version: string,
  pin: 'exact' | 'minor' | 'latest',
): string {
  const engine = {
    exact: `v${version}`,
    minor: `v${version.split('.').slice(0, 2).join('.')}`,
    latest: 'latest',
  }[pin]
  return [prefix, engine, size].filter((part) => part !== '').join('-')
}
