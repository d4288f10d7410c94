import { builtin } from '../../../library/builtin.gen';
import { writeChecklist } from '../../../library/writeChecklist';
import { readList } from './readList';

const checkIds = new Set(builtin.checks.map(({ id }) => id));
const morning = builtin.checklists[0]!;
const text = writeChecklist(morning);
const errorsOf = (written: string) => {
  const reading = readList(written, 'morning', checkIds);
  return reading.ok ? [] : reading.errors.map(({ line, field }) => [line, field]);
};

test('a list as it is', () => {
  expect(readList(text, 'morning', checkIds)).toEqual({ ok: true, template: morning });
});

test('another id is another list', () => {
  expect(errorsOf(text.replace('id: morning', 'id: evening'))).toEqual([[2, 'id']]);
});

test('a new list takes no id that there is', () => {
  const taken = new Set(['morning']);
  expect(readList(text, taken, checkIds)).toMatchObject({ ok: false, errors: [{ line: 2, field: 'id' }] });
  expect(readList(text.replace('id: morning', 'id: ours'), taken, checkIds)).toMatchObject({ ok: true });
});

test('a check that is not there has its line', () => {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes('- alerts.firing'));
  expect(errorsOf(text.replace('- alerts.firing', '- alerts.firring'))).toEqual([[at + 1, 'items[0].checks[0]']]);
});

test('one that the journal would not take is refused before it is sent', () => {
  const long = { ...morning, items: morning.items.map((item) => ({ ...item, byHand: 'ü'.repeat(1900) })) };
  expect(errorsOf(writeChecklist(long))).toEqual([[1, '']]);
});
