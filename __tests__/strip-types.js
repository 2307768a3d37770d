// Jest's transform for TypeScript: Node's own type stripping, which is also how `node file.ts` runs these files.
import { stripTypeScriptTypes } from 'node:module'

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
}
