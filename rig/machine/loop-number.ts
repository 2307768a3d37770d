import { attemptAsRoot } from '../../src/privileged.ts'
import { until } from '../until.ts'

/**
 * Attaches an image under the number of a loop device that is free again. Any program on the machine may take the
 * number first; then this waits until it is given back.
 *
 * @param device such as /dev/loop3
 */
export async function attachAt(device: string, image: string): Promise<void> {
  await until(`${device} is free`, async () => {
    return (await attemptAsRoot('losetup', [device, image])).exitCode === 0
  })
}
