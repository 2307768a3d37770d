// The process that serves a volume in tests: of snapshots in a folder.
import { runVolumeProcess } from '../../src/demand/volume-process.ts'
import { DirectoryStore } from '../../src/store/directory.ts'

await runVolumeProcess((folder) => Promise.resolve(new DirectoryStore(folder as string)))
