import { step } from './index.js'

await step('clean-up')
