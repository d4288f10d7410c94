import { buildBoard } from './buildBoard';
import { differences, signedBefore } from './difference';
import { checkResult, emptyState, event, item, run, runResult, template } from './testData';

const thursday = 'morning/2026-11-19';
const signedAt = (id: number, subject: string, verdicts: Readonly<Record<string, string>>) => ({
  ...event(id, '', { type: 'run.signed', item: undefined, subject, details: { verdicts } }),
  createdMs: run.openMs - 86_400_000 + id,
});

const board = buildBoard({
  template: template(item('disk', ['n.disk']), item('certs', ['n.certs']), item('walk', []), item('new', ['n.new'])),
  run,
  result: runResult(checkResult('n.disk', 'fail'), checkResult('n.certs', 'pass'), checkResult('n.new', 'warn')),
  pendingSources: [],
  state: emptyState,
});

test('the round before is the last one of the list that was signed before this one opened', () => {
  const early = signedAt(1, 'morning/2026-11-18', { disk: 'warn' });
  const late = signedAt(2, thursday, { disk: 'pass' });
  const other = { ...signedAt(3, 'weekly/2026-11-19', {}), list: 'weekly' };
  const own = { ...signedAt(4, run.key, {}), createdMs: run.openMs + 1 };
  expect(signedBefore([late, own, other, early], run)).toMatchObject({ run: thursday, date: '2026-11-19' });
  expect(signedBefore([own, other], run)).toBeNull();
});

test('one that was reopened was not signed', () => {
  const reopened = {
    ...event(5, '', { type: 'run.reopened', item: undefined, subject: thursday }),
    createdMs: run.openMs,
  };
  expect(signedBefore([signedAt(2, thursday, {}), reopened], run)).toBeNull();
});

test('what is otherwise now is told as better or worse; what was not there then, and what nobody knows yet, is none', () => {
  const before = signedBefore(
    [signedAt(1, thursday, { disk: 'pass', certs: 'unknown', walk: 'hand', gone: 'fail' })],
    run
  )!;
  expect(differences(board, before)).toEqual([
    { item: 'disk', was: 'pass', isWorse: true },
    { item: 'certs', was: 'unknown', isWorse: false },
  ]);
  const waiting = buildBoard({
    template: template(item('disk', ['n.disk'])),
    run,
    result: null,
    pendingSources: [{ uid: 'prom' }],
    state: emptyState,
  });
  expect(differences(waiting, before)).toEqual([]);
});
