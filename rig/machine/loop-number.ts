import { attemptAsRoot } from '../../src/privileged.ts'
import { until } from '../until.ts'

/**
 * Attaches an image under the number of a detached loop device. If another program took the number, waits until it is
 * free.
 *
 * @param device such as /dev/loop3
 */
export async function attachAt(device: string, image: string): Promise<void> {
  await until(`${device} is free`, async () => {
    return (await attemptAsRoot('losetup', [device, image])).exitCode === 0
  })
}
