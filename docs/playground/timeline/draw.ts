import type { Moment, Story } from './moments.js'

/** Width of the names of functions, distance of moments, height of a lane: in units of the drawing. */
const names = 150
const step = 156
const lane = 72
const top = 14

/** The shape of each role, around (0, 0): what asks is a diamond, what waits two bars, what ends a cross, all others a disc. */
function shapeOf(role: string): string {
  switch (role) {
    case 'guard':
    case 'copy':
      return '<path d="M0-9 9 0 0 9-9 0z"/>'
    case 'wait':
    case 'settle':
    case 'loop':
      return '<path d="M-7-8h5v16h-5zM2-8h5v16h-5z"/>'
    case 'writer':
    case 'release':
    case 'close':
    case 'end':
    case 'kill':
      return '<path class="cross" d="M-7-7 7 7M7-7-7 7"/>'
    case 'cancel':
      return '<path d="M-7-7h14v14h-14z"/>'
    default:
      return '<circle r="8"/>'
  }
}

/** Draws a story: functions as lanes, moments as marks from left to right, a line through them in the order in which they run. */
export function drawStory({ title, moments }: Story): string {
  const lanes = [...new Set(moments.map(moment => moment.function))]
  const width = names + moments.length * step
  const height = top + lanes.length * lane + 6
  const heightOf = (name: string) => top + lanes.indexOf(name) * lane + lane / 3
  const points = moments.map((moment, index) => ({ x: names + index * step + step / 2, y: heightOf(moment.function) }))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="story" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" `
      + `role="group" aria-label="${escaped(title)}">`,
    ...lanes.map(name => `<path class="lane" d="M${names} ${heightOf(name)}H${width}"/>`
      + `<text class="name" x="10" y="${heightOf(name) + 4}">${escaped(short(name, 20))}</text>`),
    `<path class="way" d="${points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')}"/>`,
    ...moments.map((moment, index) => mark(moment, index, points[index] ?? { x: 0, y: 0 })),
    '</svg>',
  ].join('\n')
}

interface Point {
  readonly x: number
  readonly y: number
}

function mark({ role, label, line, column, function: home, text }: Moment, index: number, { x, y }: Point): string {
  const said = `${index + 1}. Line ${line}, ${home}: ${label}`
  return `<g class="mark ${role}" transform="translate(${x} ${y})" role="button" tabindex="0" aria-label="${escaped(said)}" `
    + `data-line="${line}" data-column="${column}" data-text="${escaped(text)}">`
    + `<title>${escaped(`${said}\n${text}`)}</title><circle class="halo" r="15"/>${shapeOf(role)}</g>`
    + `<text class="label" aria-hidden="true" x="${x}" y="${y + 25}"><tspan class="line">${line}</tspan> ${rowsOf(label, x)}</text>`
}

/** A label on one row, or on two that break between words. */
function rowsOf(label: string, x: number): string {
  if (label.length <= widest) return escaped(label)
  const cut = label.lastIndexOf(' ', widest)
  const [first, rest] = cut < 0 ? [label.slice(0, widest), label.slice(widest)] : [label.slice(0, cut), label.slice(cut + 1)]
  return `${escaped(first)}<tspan x="${x}" dy="15">${escaped(short(rest, widest + 2))}</tspan>`
}

const widest = 22

const short = (text: string, most: number): string => text.length <= most ? text : `${text.slice(0, most - 1)}…`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
