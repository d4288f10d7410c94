import type { JournalEvent, JournalReading } from '../../core/journal/event';
import type { Journal, JournalRange } from '../../core/journal/journal';
import { stored } from './testData';

interface Asked {
  range: JournalRange;
  signal: AbortSignal;
  /** What stood when it was asked, now. */
  answer: () => void;
  fail: (error: Error) => void;
}

/** A journal whose readings end when the test says so, with what stood when they began. */
export class FakeJournal implements Journal {
  readonly kept: JournalEvent[] = [];
  readonly asked: Asked[] = [];
  readonly sent: string[] = [];
  /** Thrown by the next writes, one after the other. */
  writeErrors: Error[] = [];
  /** Thrown by the next questions for the right to write. */
  rightErrors: Error[] = [];

  constructor(private readonly clock: () => number) {}

  readonly read: Journal['read'] = (range, signal) =>
    new Promise((resolve, reject) => {
      const events = this.kept.filter(({ createdMs }) => createdMs >= range.fromMs && createdMs < range.toMs);
      const reading: JournalReading = { events, rejected: [] };
      this.asked.push({ range, signal, answer: () => resolve(reading), fail: reject });
    });

  readonly append: Journal['append'] = ({ key }, signal) => {
    this.sent.push(key);
    const error = this.writeErrors.shift();
    signal.throwIfAborted();
    return error ? Promise.reject(error) : Promise.resolve(this.keep(key, 'ops1'));
  };

  readonly canAppend: Journal['canAppend'] = () => {
    const error = this.rightErrors.shift();
    return error ? Promise.reject(error) : Promise.resolve(true);
  };

  keep(key: string, author: string): JournalEvent {
    const event = stored(key, this.clock(), this.kept.length + 1, author);
    this.kept.push(event);
    return event;
  }
}
