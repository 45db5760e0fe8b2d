/** Returns the word that `typed` probably means: at most two letters are wrong, missing, added or swapped. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const distances = words.map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word.toLowerCase()) }))
  const near = distances.filter(({ word, distance }) => distance <= 2 && distance < word.length / 2)
  return near.sort((a, b) => a.distance - b.distance)[0]?.word
}

/** Counts the edits from `from` to `to`: change, add, drop or swap letters (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let twoRowsUp: number[] = []
  let rowUp = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const changed = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row.push(Math.min(
        at(rowUp, j) + 1,
        at(row, j - 1) + 1,
        at(rowUp, j - 1) + changed,
        swapped ? at(twoRowsUp, j - 2) + 1 : Infinity,
      ))
    }
    twoRowsUp = rowUp
    rowUp = row
  }
  return at(rowUp, to.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity
