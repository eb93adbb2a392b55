/** The version of Bayplan, as its package says; the bundler leaves nothing else of that file. */
export { version } from '../../package.json'
