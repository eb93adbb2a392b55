import { Lexer, Parser } from 'yaml'

/**
 * A parser that does not mind how lines inside brackets, braces and quotes are indented, tabs included: the reader of the API server
 * does not. It is worse at guessing what was meant when a bracket or quote is missing, so it is for texts that are right for it as a whole.
 */
export function freeIndentParser(): Parser {
  const parser = new Parser()
  return Object.assign(parser, { lexer: freeIndentLexer() })
}

/** The lexer asks one field how deep the next line has to be; inside of flow it hears that any depth will do. */
function freeIndentLexer(): Lexer {
  const lexer = new Lexer()
  const state = (name: string): unknown => Reflect.get(lexer, name)
  let least = 0
  Object.defineProperty(lexer, 'indentNext', {
    set(value: number) {
      least = value
    },
    get() {
      const here = String(state('buffer'))[Number(state('pos'))]
      return Number(state('flowLevel')) > 0 || here === '"' || here === "'" ? 0 : least
    },
  })
  return lexer
}
