/** The files that take more than 10 s on two quiet cores, the longest first. */
export const slowFiles: readonly string[] = [
  'job/jobs.itg',
  'job/keep.itg',
  'job/snapshots.itg',
  'job/machine-leftovers.itg',
  'job/idle.itg',
  'job/run-engine.itg',
  'job/on-demand.itg',
  'job/program-cache.itg',
  'job/engine-files.itg',
  'faults/campaign.itg',
  'job/cache-limit.itg',
  'job/crash.itg',
  'job/client-identity.itg',
  'job/machine-lacks.itg',
  'job/engine-start.itg',
  'engine/stop.itg',
  'rig/engine/image.itg',
  'load/load.itg',
  'snapshot/snapshot.itg',
  'job/run-command.itg',
  'snapshot/hostile',
  'rig/real/main',
  'store/s3-servers',
  'store/source',
  'job/clean-cache.itg',
  'demand/volume.itg',
  'disk/image.itg',
  'local/snapshot.itg',
  'store/actions-v2.itg',
]

/**
 * The files after which a worker of Jest keeps hundreds of megabytes. They come last, because the larger a worker, the
 * longer it takes to start programs.
 */
export const largeFiles: readonly string[] = ['store/official-client.itg']
