/** More texts than this are not kept in mind. */
const most = 5000

/**
 * Texts that some look found nothing wrong with. From one keystroke to the next all instructions but one are the same, so what was
 * found about their text alone is remembered; that changes no answer, only how soon it comes.
 */
export class Seen {
  private readonly texts = new Set<string>()

  has(text: string): boolean {
    return this.texts.has(text)
  }

  add(text: string): void {
    if (this.texts.size >= most) this.texts.clear()
    this.texts.add(text)
  }
}
