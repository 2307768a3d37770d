// Ends the connection of a served image: node abort-connection.ts IMAGE
import { abortConnection } from '../../src/disk/served-file.ts'

await abortConnection(process.argv[2] ?? '')
