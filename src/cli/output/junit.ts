import type { BoardItem } from '../../core/checklist/board';
import { tallyOf, type Outcome } from '../outcome';
import { acceptedLines, headline } from './words';
import { xml } from './xml';

/**
 * For build servers: one suite per checklist, one case per item. A warning is a failure of type `warning`, unknown is an
 * error, since the test itself could not be made, and what a person has to look at is skipped.
 */
export function renderJunit(outcome: Outcome): string {
  const { template, board, result } = outcome;
  const { fail, warn, unknown, hand, na } = tallyOf(outcome);
  const attributes =
    `tests="${board.items.length}" failures="${fail + warn}" errors="${unknown}" skipped="${hand + na}" ` +
    `time="${seconds(Math.max(0, ...result.sources.map((source) => source.durationMs)))}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="opsrounds" ${attributes}>`,
    `  <testsuite name="${xml(template.title)}" ${attributes} timestamp="${new Date(result.askedMs).toISOString()}">`,
    ...board.items.map((entry) => testCase(entry, outcome)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(entry: BoardItem, outcome: Outcome): string {
  const open = `    <testcase classname="${xml(`${outcome.template.id}.${entry.item.id}`)}" name="${xml(entry.item.title)}"`;
  const message = xml(headline(entry));
  const found = entry.findings.map(({ check, verdict, text }) => `${check.definition.id} ${verdict}: ${text}`);
  const details = xml([...found, ...acceptedLines(entry, outcome)].join('\n'));
  switch (entry.mode === 'hand' ? 'hand' : entry.verdict) {
    case 'pass':
      return `${open}/>`;
    case 'hand':
      return `${open}><skipped message="${xml(entry.item.byHand)}"/></testcase>`;
    case 'fail':
      return `${open}><failure type="fail" message="${message}">${details}</failure></testcase>`;
    case 'warn':
      return `${open}><failure type="warning" message="${message}">${details}</failure></testcase>`;
    default:
      return `${open}><error type="unknown" message="${message}">${details}</error></testcase>`;
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
