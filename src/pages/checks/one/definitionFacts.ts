import type { CheckDefinition } from '../../../core/check/definition';
import { formatLimit, formatValue } from '../../../core/check/format';
import { KIND_NAMES } from '../../../core/check/kindNames';
import { labelName } from '../../../core/check/labelWords';
import { t } from '../../../ui/t';
import { limitWords } from '../rowWords';

/** Every field of a check in words, in the order in which it is understood; what is not set is left out. */
export function definitionFacts(definition: CheckDefinition): ReadonlyArray<readonly [name: string, value: string]> {
  const { kind, mode, by, says = [], unit, op, warn, fail, sustainedSeconds, vanish, absent } = definition;
  const facts: ReadonlyArray<readonly [string, string | undefined]> = [
    [t('def.kind', 'Asked'), KIND_NAMES[kind]],
    [t('def.mode', 'Judges'), modeWords(mode)],
    [t('def.by', 'One thing per'), namesOf(definition, by) || t('def.whole', 'all that is found')],
    [t('def.says', 'Tells of it'), namesOf(definition, says)],
    [t('def.unit', 'Unit'), unit],
    [t('def.fails', 'Fails'), limitOf(definition, fail)],
    [t('def.warns', 'Warns'), limitOf(definition, warn)],
    [
      t('def.measures', 'Limits'),
      op === 'none' ? t('def.no-limits', 'none: it measures and does not judge') : undefined,
    ],
    [t('def.other-limits', 'Other limits'), overridesOf(definition)],
    [
      t('def.sustained', 'Has to last'),
      sustainedSeconds === undefined ? undefined : formatValue(sustainedSeconds, 'seconds'),
    ],
    [
      t('def.vanish', 'A thing that leaves'),
      vanish === 'unknown'
        ? t('def.vanish-unknown', 'is unknown, or as bad as it was')
        : t('def.vanish-ignore', 'is forgotten: such things come and go'),
    ],
    [
      t('def.absent', 'Nothing found at all'),
      absent === 'unknown' ? t('def.absent-unknown', 'is unknown') : t('def.absent-na', 'is not applicable'),
    ],
    [t('def.severity', 'Severity'), definition.severity],
    [t('def.hint', 'To have it'), definition.hint],
    [t('def.remediation', 'What to do'), definition.remediation],
    [t('def.seeds', 'Tasks of the inventory'), definition.seeds.join(', ')],
  ];
  return facts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]));
}

function modeWords(mode: CheckDefinition['mode']): string {
  return mode === 'value'
    ? t('def.mode-value', 'each value by the limits')
    : t('def.mode-offenders', 'whatever the query returns as bad');
}

function namesOf(definition: CheckDefinition, labels: readonly string[]): string {
  return labels.map((label) => labelName(definition, label)).join(', ');
}

function limitOf(definition: CheckDefinition, limit: CheckDefinition['fail']): string | undefined {
  return limit === undefined ? undefined : limitWords(definition, limit);
}

/** "device ~md.*: fails over 90 %; ..." */
function overridesOf(definition: CheckDefinition): string {
  return definition.thresholds
    .map(({ match, warn, fail }) => {
      const where = Object.entries(match)
        .map(([label, value]) => `${labelName(definition, label)} ${value}`)
        .join(', ');
      const limits = [
        ...(fail === undefined
          ? []
          : [t('def.override-fails', 'fails {{limit}}', { limit: formatLimit(fail, definition.unit) })]),
        ...(warn === undefined
          ? []
          : [t('def.override-warns', 'warns {{limit}}', { limit: formatLimit(warn, definition.unit) })]),
      ].join(', ');
      return `${where}: ${limits}`;
    })
    .join('; ');
}
