import { NO_RISKS } from '../../core/acceptance/risk';
import { buildBoard } from '../../core/checklist/buildBoard';
import { checkResult, emptyState, item, run, runResult, template } from '../../core/checklist/testData';
import { renderJunit } from './junit';

function suiteOf(finding: string): Document {
  const checks = [
    checkResult('n.ok', 'pass'),
    checkResult('n.warn', 'warn'),
    { ...checkResult('n.bad', 'fail'), finding },
    checkResult('n.dark', 'unknown', { code: 'no-data' }),
  ];
  const list = template(...checks.map(({ definition: { id } }) => item(id.replace('.', '-'), [id])), item('walk', []));
  const result = runResult(...checks);
  const board = buildBoard({ template: list, run, result, pendingSources: [], state: emptyState });
  return new DOMParser().parseFromString(
    renderJunit({ template: list, board, result, risks: NO_RISKS }),
    'application/xml'
  );
}

describe('JUnit', () => {
  it('counts a warning as a failure, unknown as an error, by hand as skipped', () => {
    const suite = suiteOf('it is bad').querySelector('testsuite');
    const counts = ['tests', 'failures', 'errors', 'skipped'].map((name) => suite?.getAttribute(name));
    expect(counts).toEqual(['5', '2', '1', '1']);
    const outcomes = [...(suite?.children ?? [])].map((one) => [
      one.getAttribute('name'),
      one.firstElementChild?.tagName,
      one.firstElementChild?.getAttribute('type'),
    ]);
    expect(outcomes).toEqual([
      ['Title of n-ok', undefined, undefined],
      ['Title of n-warn', 'failure', 'warning'],
      ['Title of n-bad', 'failure', 'fail'],
      ['Title of n-dark', 'error', 'unknown'],
      ['Title of walk', 'skipped', null],
    ]);
  });

  it('is well-formed whatever a label says', () => {
    const document = suiteOf('<b>"x" & \'y\' ]]>\u0000\ud800|\nnext');
    expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
    expect(document.querySelector('failure[type=fail]')?.getAttribute('message')).toBe('<b>"x" & \'y\' ]]>|\nnext');
  });
});
