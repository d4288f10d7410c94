import { z } from 'zod';

/** What single fields of packs and checklists look like. */

export const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a label name such as instance');

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case letters, digits and dashes');

const ID = /^[a-z0-9]+\.[a-z0-9-]+$/;
/** An id that is given here. */
export const newCheckId = z
  .string()
  .regex(ID, 'must look like node.disk: lower case letters, digits, dashes and one dot');
/** An id that is given elsewhere. */
export const checkId = z.string().regex(ID, 'must be a check id such as node.disk');

export const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !value.includes('\n'), 'must be one line');

export const text = z.string().trim().min(1).max(2000);

const DURATION = /^([1-9][0-9]*)(s|m|h|d|w)$/;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A duration such as 15m, as seconds. */
export const seconds = z
  .string()
  .regex(DURATION, 'must be a duration such as 15m, 16h or 7d')
  .transform((value) => {
    const [, amount = '0', unit = 's'] = DURATION.exec(value) ?? [];
    return Number(amount) * (UNIT_SECONDS[unit] ?? 1);
  });

/** Reports an error at a path below the value that is looked at, with the way out. */
export type Report = (path: ReadonlyArray<string | number>, message: string, fix: string) => void;

/** The way out travels as `params.fix`, so that the reader can put it and the line beside the message. */
export function reportTo(context: z.core.$RefinementCtx): Report {
  return (path, message, fix) => context.addIssue({ code: 'custom', path: [...path], message, params: { fix } });
}
