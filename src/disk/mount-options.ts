/**
 * Options for the engine's mount. noatime: reading changes nothing. noinit_itable: the inode tables are already
 * zero, because they are holes of a new file, and the kernel must not write them in the background. errors: after
 * the kernel finds damage, the filesystem accepts no more writes, whatever its superblock says; only the first
 * mount sets this. Not nodev, nosuid or noexec: the engine's layers contain devices (whiteouts) and programs that
 * it runs from there.
 */
export const engineMountOptions = 'noatime,noinit_itable,errors=remount-ro'

/** Options for our own mounts, from which no program runs. */
export const ownMountOptions = `${engineMountOptions},nosuid,nodev,noexec`
