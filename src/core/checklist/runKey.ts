/** List, local date and shift of a run's key; null of what is none, whoever wrote it. */
export function readRunKey(key: string): { list: string; date: string; shift: string | null } | null {
  const [list = '', date = '', shift = null] = key.split('/');
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T12:00:00Z`) : null;
  const isDate = noon !== null && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(date);
  return list !== '' && isDate ? { list, date, shift } : null;
}

/** A round is signed, changed or reopened within so many days of its own. */
export const ROUND_DAYS = 45;
