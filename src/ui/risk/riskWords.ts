import {
  riskOf,
  risksOf,
  saidRisk,
  type AcceptedRisk,
  type AcceptedRisks,
  type RiskStatement,
} from '../../core/acceptance/risk';
import type { CheckResult, Entity } from '../../core/check/result';
import { isException } from '../../core/check/verdict';
import { plural, t } from '../t';
import { shortDate } from '../when';

/** "Risk accepted until 4 Dec by anna: the disk is replaced on Friday" */
function riskText(risk: Pick<AcceptedRisk, 'who' | 'why' | 'untilMs'>, zone: string): string {
  return t('risk.text', 'Risk accepted {{until}}: {{why}}', { until: riskUntil(risk, zone), why: risk.why });
}

/** "until 4 Dec by anna" */
export function riskUntil({ who, untilMs }: Pick<RiskStatement, 'who' | 'untilMs'>, zone: string): string {
  return t('risk.until', 'until {{date}} by {{who}}', { date: lastDay(untilMs, zone), who: whoText(who) });
}

/** What is said of an entity; that it does not hold any more, where the entity is worse; empty without anything. */
export function entityRiskText(risks: AcceptedRisks, checkId: string, entity: Entity, zone: string): string {
  const said = isException(entity.verdict) ? saidRisk(risks, checkId, entity) : null;
  if (said === null) {
    return '';
  }
  if (riskOf(risks, checkId, entity) !== null) {
    return riskText(said, zone);
  }
  return entity.verdict === 'unknown'
    ? t('risk.unknown', 'The risk that {{who}} accepted does not hold: it is unknown now', { who: whoText(said.who) })
    : t('risk.worse', 'The risk that {{who}} accepted does not hold: it was a warning then', {
        who: whoText(said.who),
      });
}

/** "The risk of 1 of 3 that do not pass is accepted until 4 Dec." Empty without any, and of a single one, whose row says it. */
export function riskCountText(risks: AcceptedRisks, check: CheckResult, zone: string): string {
  const accepted = risksOf(risks, check);
  const { fail, warn, unknown } = check.counts;
  const all = fail + warn + unknown;
  const first = Math.min(...accepted.map(({ untilMs }) => untilMs));
  if (accepted.length === 0 || all < 2) {
    return '';
  }
  const values = { all, date: lastDay(first, zone) };
  return accepted.every(({ untilMs }) => untilMs === first)
    ? plural(
        'risk.count',
        accepted.length,
        {
          one: 'The risk of {{count}} of {{all}} that do not pass is accepted until {{date}}.',
          other: 'The risk of {{count}} of {{all}} that do not pass is accepted until {{date}}.',
        },
        values
      )
    : plural(
        'risk.count-first',
        accepted.length,
        {
          one: 'The risk of {{count}} of {{all}} that do not pass is accepted, of the first until {{date}}.',
          other: 'The risk of {{count}} of {{all}} that do not pass is accepted, of the first until {{date}}.',
        },
        values
      );
}

/** The day that it still holds. */
function lastDay(untilMs: number, zone: string): string {
  return shortDate(untilMs - 1, zone);
}

function whoText(login: string): string {
  return login || t('decided.deleted-user', 'a deleted user');
}
