import type { TargetRow } from '../../../core/products/backups/view';
import { xml } from '../../output/xml';
import type { BackupsOutcome } from '../outcome';
import { reasonSentence, targetName } from '../words';

/**
 * For build servers: one case per target. Attention is a failure of its own type, unknown is an error, since the test itself could not
 * be made.
 */
export function renderJunit({ view: { rows, counts }, askedMs }: BackupsOutcome): string {
  const attributes =
    `tests="${rows.length}" failures="${counts.unprotected + counts.attention}" errors="${counts.unknown}" ` +
    `skipped="${counts.excluded}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="opsrounds" ${attributes}>`,
    `  <testsuite name="Backups" ${attributes} timestamp="${new Date(askedMs).toISOString()}">`,
    ...rows.map(testCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(row: TargetRow): string {
  const open = `    <testcase classname="${xml(`backups.${row.target.kind}`)}" name="${xml(targetName(row))}"`;
  const message = xml(row.reasons.map(reasonSentence).join(' '));
  switch (row.posture) {
    case 'protected':
      return `${open}/>`;
    case 'excluded':
      return `${open}><skipped message="${message}"/></testcase>`;
    case 'unknown':
      return `${open}><error type="unknown" message="${message}"/></testcase>`;
    default:
      return `${open}><failure type="${row.posture}" message="${message}"/></testcase>`;
  }
}
