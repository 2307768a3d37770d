import { step } from './index.js'

await step('clear-away')
