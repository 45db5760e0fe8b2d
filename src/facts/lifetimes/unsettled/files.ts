import type { TSESTree } from '@typescript-eslint/utils'
import { fileWriters, removers } from '../../../catalog/releases.js'
import type { Program } from '../../../model/program.js'
import type { Task } from '../../../model/tasks/tasks.js'
import { calleeName, isFunction, walk, type CallNode, type Cell, type SourceFile } from '../../../source/index.js'
import type { Lifetime } from '../lifetimes.js'
import { removed } from '../releases.js'
import { isLaterIn, relies } from './relies.js'

/** The cells whose file or directory the file removes somewhere. */
export function removedPaths(file: SourceFile, cells: ReadonlySet<Cell>): ReadonlySet<Cell> {
  return new Set(file.callNodes.flatMap(call => {
    const release = removers.has(calleeName(call) ?? '') ? removed(file, call) : undefined
    return release && cells.has(release.cell) ? [release.cell] : []
  }))
}

/** The paths to which a run writes after a yield, whatever became of the file: it comes back, or the write fails. */
export function writtenFiles(program: Program, task: Task, run: Task, paths: ReadonlySet<Cell>): readonly Lifetime[] {
  if (paths.size === 0) return []
  const { file } = program
  const uses = new Map<Cell, TSESTree.Node[]>()
  for (const home of program.closure(run.callbacks)) {
    for (const call of file.callsIn(home)) {
      if (!fileWriters.test(calleeName(call) ?? '') || !isLaterIn(program, call, run)) continue
      for (const cell of pathsIn(file, call)) {
        if (paths.has(cell) && relies(program, call, cell, run)) uses.set(cell, [...uses.get(cell) ?? [], call])
      }
    }
  }
  return [...uses].map(([cell, places]) => ({
    cell, task: run, of: task, consumption: {
      uses: places, knownAt: new Map(), stopFlags: new Map(), loopFlags: new Map(), isGuarded: false, isNullSafe: false,
      isOnlyHandedOn: true, removes: true,
    },
  }))
}

/** The cells that the arguments of a call name: `writeFile(join(this.#directory, 'index'), text)`. */
function pathsIn({ cells, code }: SourceFile, call: CallNode): ReadonlySet<Cell> {
  const found = new Set<Cell>()
  for (const argument of call.arguments) {
    walk(argument, code.visitorKeys, node => {
      const cell = cells.at(node)
      if (cell) found.add(cell)
      return !cell && !isFunction(node)
    })
  }
  return found
}
