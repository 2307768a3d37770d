import { volume } from './index.js'

await volume()
