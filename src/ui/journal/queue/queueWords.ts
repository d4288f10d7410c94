import { plural } from '../../t';
import { countText } from '../../when';
import type { QueueState } from './journalQueue';

/** What a person has to know of what waits on this device: sentences, none while all is well. */
export function queueWords(queue: QueueState, login: string): string[] {
  return [
    ...unsavedWords(queue, login),
    ...[...queue.others].map(([who, count]) =>
      plural(
        'queue.others',
        count,
        {
          one: '{{n}} entry of {{who}} waits on this device. It is saved when {{who}} logs in here.',
          other: '{{n}} entries of {{who}} wait on this device. They are saved when {{who}} logs in here.',
        },
        { n: countText(count), who }
      )
    ),
  ];
}

/** The same of their own entries alone; what is being saved for the first time is not worth a word. */
export function unsavedWords({ waiting, unstored, signedOut, isRetrying }: QueueState, login: string): string[] {
  const words: string[] = [];
  const values = { n: countText(waiting), login };
  if (signedOut) {
    words.push(
      plural(
        'queue.signed-out',
        waiting,
        {
          one: 'Not saved: log in again as {{login}}. {{n}} entry waits.',
          other: 'Not saved: log in again as {{login}}. {{n}} entries wait.',
        },
        values
      )
    );
  } else if (isRetrying) {
    words.push(
      plural(
        'queue.retrying',
        waiting,
        { one: 'Not saved, retrying: {{n}} entry waits.', other: 'Not saved, retrying: {{n}} entries wait.' },
        values
      )
    );
  }
  if (unstored > 0) {
    words.push(
      plural(
        'queue.unstored',
        unstored,
        {
          one: 'Not stored on this device: do not close this tab before {{n}} entry is saved.',
          other: 'Not stored on this device: do not close this tab before {{n}} entries are saved.',
        },
        { n: countText(unstored) }
      )
    );
  }
  return words;
}
