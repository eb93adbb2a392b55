import * as vscode from 'vscode'

const usual = [1, 2, 3, 5, 10, 20, 50, 100]

/** Asks for the number of tasks or pods, from a list or typed; `null` means what the definition says, undefined that nothing was chosen. */
export function pickCount(current: number | undefined): Promise<number | null | undefined> {
  const picker = vscode.window.createQuickPick<Count>()
  picker.title = 'How Many Tasks or Pods?'
  picker.placeholder = 'Pick or type a number'
  const offer = () => {
    picker.items = offered(picker.value.trim(), current)
  }
  offer()
  picker.onDidChangeValue(offer)
  return new Promise((done) => {
    picker.onDidAccept(() => {
      done(picker.selectedItems[0]?.count)
      picker.hide()
    })
    picker.onDidHide(() => {
      done(undefined)
      picker.dispose()
    })
    picker.show()
  })
}

interface Count extends vscode.QuickPickItem {
  readonly count: number | null
}

function offered(typed: string, current: number | undefined): readonly Count[] {
  const item = (count: number): Count => ({ label: String(count), count, ...(count === current && { description: 'now' }) })
  const own = /^[1-9]\d{0,5}$/.test(typed) ? [item(Number(typed))] : []
  const byDefinition: Count = { label: 'As the definition says', count: null, ...(current === undefined && { description: 'now' }) }
  return [...own, byDefinition, ...usual.filter((count) => String(count) !== typed).map(item)]
}
