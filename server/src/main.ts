import { startServer } from './node/start.ts'

startServer(process.argv.slice(2))
