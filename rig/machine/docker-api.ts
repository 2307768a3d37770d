import { request } from 'node:http'
import { json } from 'node:stream/consumers'

// What happens after each job, asked of the Docker daemon in DOCKER_HOST without the time that a `docker` needs to start.

/** The volumes with our label, each with the image that its label names. */
export async function labeledVolumes(): Promise<
  readonly { readonly name: string; readonly image: string }[]
> {
  const { Volumes: volumes } = (await ask('GET', '/volumes', { label: ['warm-dagger'] })) as {
    readonly Volumes:
      readonly { readonly Name: string; readonly Labels: Readonly<Record<string, string>> }[] | null
  }
  return (volumes ?? []).map(({ Name, Labels }) => ({ name: Name, image: Labels['warm-dagger.image'] ?? '' }))
}

/** The IDs of the containers with a volume, whether they run or not. */
export async function usersOf(volume: string): Promise<readonly string[]> {
  const users = (await ask('GET', '/containers/json?all=true', { volume: [volume] })) as readonly {
    readonly Id: string
  }[]
  return users.map(({ Id }) => Id)
}

/** Kills and removes containers, and then removes volumes. Ignores what does not exist. */
export async function removeByForce(containers: Iterable<string>, volumes: Iterable<string>): Promise<void> {
  for (const name of containers) await ask('DELETE', `/containers/${name}?force=true`)
  for (const name of volumes) await ask('DELETE', `/volumes/${name}?force=true`)
}

/** @returns undefined if the daemon refuses, or if the answer has no content */
async function ask(
  method: 'GET' | 'DELETE',
  path: string,
  filters?: Readonly<Record<string, readonly string[]>>,
): Promise<unknown> {
  const address = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock'
  const query =
    filters && `${path.includes('?') ? '&' : '?'}filters=${encodeURIComponent(JSON.stringify(filters))}`
  const asked = request({
    socketPath: address.replace('unix://', ''),
    method,
    path: path + (query ?? ''),
    agent: false,
  })
  return await new Promise((resolve, reject) => {
    asked.once('error', reject)
    asked.once('response', (response) => {
      if (response.statusCode === 200) {
        json(response).then(resolve, reject)
        return
      }
      response.resume().once('end', () => {
        resolve(undefined)
      })
    })
    asked.end()
  })
}
