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

/** Reports an error at a path below the value that is looked at, with the way out. */
export type Report = (path: ReadonlyArray<string | number>, message: string, fix: string) => void;

/** The way out travels as `params.fix`, so that the reader can put it and the line beside the message. */
export function reportTo(context: z.core.$RefinementCtx): Report {
  return (path, message, fix) => context.addIssue({ code: 'custom', path: [...path], message, params: { fix } });
}
