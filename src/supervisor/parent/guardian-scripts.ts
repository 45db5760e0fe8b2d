/**
 * The guardian as a program of the POSIX shell. Its input is a line for each child that begins, `+ PID START`, and for each that is gone,
 * `- PID START`; at the line `leave` it ends. At the end of the input without that line it kills what is left: the groups and sessions of
 * the children, and every process whose environment has the token, $1, until three looks in a row find none. (A process between two
 * programs has no environment for a moment.)
 *
 * It ignores the signals that ask a process to end: who ends a service asks all of its processes, and the children are still there then.
 */
export const shellScript = `
trap '' HUP INT QUIT TERM
children=
while read -r word pid start; do
  [ "$word" = leave ] && exit
  kept=
  for child in $children; do [ "$child" = "$pid:$start" ] || kept="$kept $child"; done
  children=$kept
  [ "$word" = + ] && children="$children $pid:$start"
done

# Reads the group, the session and the start of a process from its stat file.
look() {
  { read -r stat < "$1"; } 2>/dev/null || return 1
  set -- \${stat##*) }
  [ $# -gt 19 ] || return 1
  group=$3 session=$4
  shift 19
  start=$1
}

leaders=' '
for child in $children; do
  pid=\${child%:*}
  if [ -d /proc/self ]; then
    look "/proc/$pid/stat" && [ "$start" = "\${child#*:}" ] || continue
  fi
  leaders="$leaders$pid "
done

for pid in $leaders; do kill -s KILL -- "-$pid" "$pid" 2>/dev/null; done

for file in /proc/[0-9]*/stat; do
  look "$file" || continue
  file=\${file#/proc/}
  case $leaders in *" $session "* | *" $group "*) kill -s KILL "\${file%/stat}" 2>/dev/null ;; esac
done

clean=0 looks=0
while [ "$clean" -lt 3 ] && [ "$looks" -lt 100 ]; do
  clean=$((clean + 1)) looks=$((looks + 1))
  for file in $(grep -lF -e "$1" /proc/[0-9]*/environ 2>/dev/null); do
    clean=0 file=\${file#/proc/}
    kill -s KILL "\${file%/environ}" 2>/dev/null
  done
  sleep 0.01 2>/dev/null
done
`

/** The same for systems without a shell, as a program of Node. On Windows it ends each child and what taskkill finds below it. */
export const nodeScript = `
const { readFileSync, readdirSync } = require('node:fs')
const { spawnSync } = require('node:child_process')
const { join } = require('node:path')
const family = process.argv.at(-1)
const children = new Map()
for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM']) process.on(signal, () => undefined)

require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, pid, start] = line.split(' ')
  if (word === 'leave') process.exit()
  if (word === '+') children.set(pid, start)
  else children.delete(pid)
}).on('close', () => {
  for (const [pid, start] of children) if (process.platform === 'win32') endTree(pid); else endGroup(pid, start)
  if (process.platform === 'linux') for (let looks = 0; looks < 3; looks++) endMarked()
})

function read(path, encoding) { try { return readFileSync(path, encoding) } catch { return '' } }
function kill(pid) { try { process.kill(pid, 'SIGKILL') } catch {} }

function endTree(pid) {
  const taskkill = join(process.env.SystemRoot ?? 'C:\\\\Windows', 'System32', 'taskkill.exe')
  if (spawnSync(taskkill, ['/PID', pid, '/T', '/F'], { stdio: 'ignore' }).status !== 0) kill(Number(pid))
}

function endGroup(pid, start) {
  const stat = read('/proc/' + pid + '/stat', 'latin1')
  const isSame = process.platform !== 'linux' || stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] === start
  if (isSame) for (const target of [-pid, Number(pid)]) kill(target)
}

function endMarked() {
  for (const pid of readdirSync('/proc').map(Number)) if (pid > 0 && read('/proc/' + pid + '/environ').includes(family)) kill(pid)
}
`
