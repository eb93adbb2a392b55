import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cronSchedule, readCron } from '../../../server/src/languages/kubernetes/grammar/cron.ts'
import { domainPath } from '../../../server/src/languages/kubernetes/grammar/domain-path.ts'
import { goDuration } from '../../../server/src/languages/kubernetes/grammar/duration.ts'
import { indexCount } from '../../../server/src/languages/kubernetes/grammar/indexes.ts'
import { timeZones } from '../../../server/src/languages/kubernetes/grammar/time-zones.ts'

test('schedules that the controller can read', () => {
  const good = [
    '* * * * *',
    ' 0 2 * * *',
    '0\t2  * * * ',
    '*/90 * * * *',
    '? ? ? ? ?',
    '5/15 * * * *',
    '0 0 31 2 *',
    '0 0 1-31/2 JAN-mar Mon,WED',
    '1,,2, * * * *',
    ', * * * *',
    '*-1-2 * * * *',
    '+5 0 1 1 0',
    '@hourly',
    '@annually',
    '@every 1h30m',
    '@every -1s',
  ]
  assert.deepEqual(
    good.filter((schedule) => cronSchedule(schedule) !== undefined),
    [],
  )
})

test('schedules that it cannot read, and why', () => {
  const limits = {
    '': 'it has five fields: minute, hour, day, month, weekday',
    daily: 'it has 1 field; there are five: minute, hour, day, month, weekday',
    '* * * * * *': 'it has 6 fields; there are five: minute, hour, day, month, weekday',
    '60 * * * *': '"60" is out of range; a minute is 0 to 59',
    '* * 0 * *': '"0" is out of range; a day is 1 to 31',
    '* * * * 7': '"7" is out of range; a weekday is 0 to 6',
    '* * * * fri-mon': '"fri-mon" goes backwards',
    '* * * january *': '"january" is no month, whose names have three letters',
    '* * L * *': '"L" is no day',
    '*/0 * * * *': 'the step in "*/0" is not a number above 0',
    '1/2/3 * * * *': '"1/2/3" has more than one "/"',
    '1-2-3 * * * *': '"1-2-3" has more than one "-"',
    '-1 * * * *': '"-1" is no minute',
    '@Daily': 'names are @yearly, @monthly, @weekly, @daily, @hourly and @every with a duration',
    '@daily ': 'names are @yearly, @monthly, @weekly, @daily, @hourly and @every with a duration',
    '@every 1d': 'behind @every stands a duration such as 1h30m',
    'CRON_TZ=UTC 0 0 * * *': 'a time zone stands in timeZone',
  }
  for (const [schedule, limit] of Object.entries(limits)) assert.equal(cronSchedule(schedule), limit, schedule)
})

test('what a schedule says', () => {
  const read = readCron('*/20 8-10 * * mon')
  assert.ok(typeof read !== 'string' && read.kind === 'fields')
  assert.deepEqual([...read.minute.numbers], [0, 20, 40])
  assert.deepEqual([...read.hour.numbers], [8, 9, 10])
  assert.deepEqual([read.day.star, read.weekday.star, read.minute.star], [true, false, false])
  assert.deepEqual([...read.weekday.numbers], [1])
  assert.deepEqual(readCron('@every 90s'), { kind: 'every', seconds: 90 })
  assert.deepEqual(readCron('@every 1ms'), { kind: 'every', seconds: 1 })
})

test('durations as Go reads them', () => {
  const second = 1_000_000_000n
  const good = {
    '0': 0n,
    '1h30m': 5400n * second,
    '-1.5s': (-3n * second) / 2n,
    '+1us': 1000n,
    '1.s': second,
    '.5m': 30n * second,
    '1s1s': 2n * second,
  }
  for (const [text, nanoseconds] of Object.entries(good)) assert.equal(goDuration(text), nanoseconds, text)
  for (const text of ['', '1', '1d', 's', '.s', '1 h', '--1s', '9223372037s', '1e3s']) assert.equal(goDuration(text), undefined, text)
})

test('time zones have their own letters, old names included', () => {
  for (const zone of ['UTC', 'Europe/Oslo', 'America/Argentina/ComodRivadavia', 'Etc/GMT+5', 'US/Pacific', 'EST5EDT', 'Asia/Calcutta']) {
    assert.ok(timeZones.has(zone), zone)
  }
  for (const zone of ['', 'Local', 'utc', 'Europe/oslo', 'Europe', 'Europe/', 'Mars/Olympus', 'GMT+5', 'constructor']) {
    assert.ok(!timeZones.has(zone), zone)
  }
})

test('indexes of a job', () => {
  const counts = { '': 0, '0': 1, '0,2-4': 4, '+1': 1 }
  for (const [text, count] of Object.entries(counts)) assert.equal(indexCount(text, 5), count, text)
  const limits = {
    '5': 'has 5; with 5 completions the last index is 4',
    '3-5': 'has 5; with 5 completions the last index is 4',
    '1,1': 'has 1 after 1; indexes stand in rising order',
    '2-2': 'has "2-2"; an interval rises',
    '1-2-3': 'has "1-2-3"; an interval is two numbers with "-" between them',
    '1, 2': 'has " 2"; it is numbers and intervals such as "0,2-4"',
    '1,': 'has ""; it is numbers and intervals such as "0,2-4"',
  }
  for (const [text, limit] of Object.entries(limits)) assert.equal(indexCount(text, 5), limit, text)
})

test('names with a domain', () => {
  for (const name of ['example.com/a', 'x/a/b%20~']) assert.equal(domainPath(name), undefined, name)
  for (const name of ['', 'a', '/a', 'a/', 'A.com/x', 'example.com/a b', 'example.com/é']) assert.ok(domainPath(name), name)
})
