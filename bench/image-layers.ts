import { mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { noise, text } from './content.ts'
import { Random } from './random.ts'

/** Files of one layer, `bytes` in total. */
export interface Layer {
  readonly path: string
  readonly files: number
  readonly bytes: number
  /** `compressed` does not shrink; a `program` compresses to about a third. */
  readonly kind: 'compressed' | 'program'
}

/**
 * The structure of the engine's image: dagger/dagger, toolchains/engine-dev/build/builder.go and sdk.go. Packages of
 * Wolfi at the bottom, a layer for each program, and the SDKs as OCI blobs, compressed with zstd. In August 2024 it
 * had 493 MB unpacked (dagger/dagger pull request 8147); the size of what was added since is an estimate.
 */
export const layers: readonly Layer[] = [
  { path: 'usr', files: 3000, bytes: 85e6, kind: 'program' },
  { path: 'usr/local/bin/dagger-engine', files: 1, bytes: 190e6, kind: 'program' },
  { path: 'usr/bin/dial-stdio', files: 1, bytes: 4e6, kind: 'program' },
  { path: 'opt/cni/bin/dnsname', files: 1, bytes: 4e6, kind: 'program' },
  { path: 'usr/local/bin/runc', files: 1, bytes: 12e6, kind: 'program' },
  { path: 'usr/local/bin/dagger-init', files: 1, bytes: 3e6, kind: 'program' },
  ...['aarch64', 'arm', 'mips64', 'ppc64le', 'riscv64', 's390x'].map((name) => {
    return { path: `usr/local/bin/buildkit-qemu-${name}`, files: 1, bytes: 5e6, kind: 'program' } as const
  }),
  ...['bridge', 'loopback', 'firewall', 'host-local'].map((name) => {
    return { path: `opt/cni/bin/${name}`, files: 1, bytes: 4e6, kind: 'program' } as const
  }),
  { path: 'usr/local/share/dagger/content/go', files: 8, bytes: 110e6, kind: 'compressed' },
  { path: 'usr/local/share/dagger/content/python', files: 4, bytes: 20e6, kind: 'compressed' },
  { path: 'usr/local/share/dagger/content/typescript', files: 4, bytes: 40e6, kind: 'compressed' },
  { path: 'usr/local/bin/dagger', files: 1, bytes: 65e6, kind: 'program' },
]

/** Writes a context for `docker build` in which each layer is a folder. */
export async function writeBuildContext(folder: string): Promise<void> {
  for (const [at, layer] of layers.entries()) {
    const random = new Random(at + 1)
    for (let n = 0; n < layer.files; n++) {
      const name = layer.files === 1 ? '' : `${n % 50}/${n}`
      const path = join(folder, String(at), layer.path, name)
      await mkdir(dirname(path), { recursive: true })
      await writeContent(path, layer.bytes / layer.files, layer.kind, random)
    }
  }
  const copies = layers.map((_, at) => `COPY ${at}/ /`)
  await writeFile(
    join(folder, 'Dockerfile'),
    ['FROM scratch', ...copies, 'ENTRYPOINT ["dagger-entrypoint.sh"]', ''].join('\n'),
  )
}

async function writeContent(path: string, bytes: number, kind: Layer['kind'], random: Random): Promise<void> {
  const file = await open(path, 'w')
  for (let left = Math.ceil(bytes); left > 0;) {
    const length = Math.min(left, 2 ** 16)
    // A sixth does not compress and the rest compresses to a fifth: together a third.
    const dense = kind === 'compressed' ? length : Math.floor(length / 6)
    await file.write(noise(dense, random))
    await file.write(text(length - dense, random))
    left -= length
  }
  await file.close()
}
