import { step } from './index.js'

await step('select-runner')
