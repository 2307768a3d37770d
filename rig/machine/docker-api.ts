import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { ownLabel } from '../../src/docker.ts'
import { askDaemon, daemonSocket } from '../../src/docker-socket.ts'

// What happens after each job, asked of the Docker daemon without the time that a `docker` needs to start.

/** The volumes with our label, each with the image that its label names. */
export async function labeledVolumes(): Promise<
  readonly { readonly name: string; readonly image: string }[]
> {
  const filters = encodeURIComponent(JSON.stringify({ label: [ownLabel] }))
  const answer = await askDaemon(`/volumes?filters=${filters}`)
  if (!answer || answer === 'absent') throw new Error('The Docker daemon does not list its volumes.')
  const { Volumes: volumes } = answer.content as {
    readonly Volumes:
      | readonly { readonly Name: string; readonly Labels: Readonly<Record<string, string>> }[]
      | null
  }
  return (volumes ?? []).map(({ Name, Labels }) => ({ name: Name, image: Labels['warm-dagger.image'] ?? '' }))
}

/** Kills and removes containers, and then removes volumes. Ignores what does not exist. */
export async function removeByForce(containers: Iterable<string>, volumes: Iterable<string>): Promise<void> {
  for (const name of containers) await remove(`/containers/${name}?force=true`)
  for (const name of volumes) await remove(`/volumes/${name}?force=true`)
}

/** Ignores a refusal. */
async function remove(path: string): Promise<void> {
  const asked = request({ socketPath: await daemonSocket(process.env), method: 'DELETE', path, agent: false })
  const [response] = (await once(asked.end(), 'response')) as [IncomingMessage]
  await once(response.resume(), 'end')
}
