import { builtin } from './builtin.gen';
import { parsePack } from './parsePack';
import { writeCheck } from './writeCheck';

test.each(builtin.checks.map((check) => [check.id, check] as const))('%s is read as it was written', (_id, check) => {
  const reading = parsePack(writeCheck(check, 'Any title'), 'pack.yaml');
  const { place: _place, figures: _figures, short: _short, optional: _optional, ...written } = check;
  expect(reading).toMatchObject({ ok: true, pack: { id: check.pack, title: 'Any title' } });
  // A pack of its own does not have what it is made of.
  const { parts: _parts, ...calc } = check.calc ?? {};
  expect(reading.ok && reading.pack.checks).toEqual([{ ...written, ...(check.calc && { calc }) }]);
});
